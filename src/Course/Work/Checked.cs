using KillSwitch.Course.Exercises;

namespace KillSwitch.Course.Work;

/// <summary>What came of looking at somebody's work on one exercise.</summary>
/// <param name="Exercise">Which.</param>
/// <param name="Findings">What was looked at; of what cannot be read, that alone.</param>
internal sealed record Checked(IExercise Exercise, IReadOnlyList<Finding> Findings)
{
    public bool IsSolved => Findings.All(f => f.Holds);

    /// <param name="exercise">Which; begun.</param>
    /// <param name="work">Where.</param>
    /// <param name="student">Whose.</param>
    public static Checked Of(IExercise exercise, WorkFolder work, Student student)
    {
        try
        {
            return new Checked(exercise, exercise.Check(work.Of(exercise), student));
        }
        catch (AnswerUnreadableException e)
        {
            return new Checked(exercise, [Finding.Wrong("what you have written can be read", e.Message)]);
        }
    }
}
