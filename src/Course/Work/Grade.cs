using System.Text.Json.Serialization;
using KillSwitch.Course.Exercises;

namespace KillSwitch.Course.Work;

/// <summary>What a teacher gets of one student.</summary>
/// <param name="Student">Whose; empty where nobody was named.</param>
/// <param name="Solved">How many exercises are solved.</param>
/// <param name="Of">How many there are.</param>
/// <param name="Exercises">One by one; what was not begun is not solved and has no findings.</param>
internal sealed record Grade(string Student, int Solved, int Of, IReadOnlyList<Grade.OfExercise> Exercises)
{
    /// <param name="student">Whose.</param>
    /// <param name="all">All exercises, those that were not begun with null.</param>
    public static Grade From(Student student, IReadOnlyList<(IExercise Exercise, Checked? Checked)> all) => new(
        student.Name.Trim(),
        all.Count(one => one.Checked?.IsSolved == true),
        all.Count,
        [
            .. all.Select(one => new OfExercise(
                one.Exercise.Number,
                one.Exercise.Title,
                one.Checked is not null,
                one.Checked?.IsSolved == true,
                one.Checked?.Findings ?? []
            )),
        ]
    );

    /// <param name="Number">As it is typed.</param>
    /// <param name="Title">A line.</param>
    /// <param name="Begun">Whether there is any work.</param>
    /// <param name="Solved">Whether all of it is right.</param>
    /// <param name="Findings">What was looked at.</param>
    internal sealed record OfExercise(string Number, string Title, bool Begun, bool Solved, IReadOnlyList<Finding> Findings);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true
)]
[JsonSerializable(typeof(Grade))]
internal sealed partial class GradeJson : JsonSerializerContext;
