using System.Globalization;
using System.Text.Json;

namespace KillSwitch.Course.Exercises;

/// <summary>The members of an <c>answer.json</c>, each held against what is right.</summary>
internal sealed class Answers
{
    private const string Name = "answer.json";
    private readonly JsonElement _members;
    private readonly List<Finding> _findings = [];

    private Answers(JsonElement members) => _members = members;

    public IReadOnlyList<Finding> Findings => _findings;

    /// <exception cref="AnswerUnreadableException">It is not there, or no JSON object.</exception>
    public static Answers Load(string folder) =>
        new(JsonAnswer.Load(Path.Combine(folder, Name), "--reset begins the exercise anew and keeps what you have."));

    /// <summary>A text that has to be exactly so.</summary>
    /// <param name="member">Its name in the file.</param>
    /// <param name="right">What is right.</param>
    /// <param name="about">What it is, for people.</param>
    /// <param name="next">Where to look.</param>
    public Answers Is(string member, string right, string about, string next) =>
        Judge(member, about, next, value => value.ValueKind == JsonValueKind.String && value.GetString()!.Trim() == right);

    /// <summary>A number that has to be exactly so.</summary>
    /// <inheritdoc cref="Is(string, string, string, string)"/>
    public Answers Is(string member, long right, string about, string next) =>
        Judge(
            member,
            about,
            next,
            value => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number == right
        );

    private Answers Judge(string member, string about, string next, Func<JsonElement, bool> isRight)
    {
        var says = $"{member}: {about}";
        if (!_members.TryGetProperty(member, out var value))
            _findings.Add(Finding.Wrong(says, $"{Name} has no member {member} any more. Put it back."));
        else if (IsOpen(value))
            _findings.Add(Finding.Wrong(says, $"not answered yet. {next}"));
        else if (isRight(value))
            _findings.Add(Finding.Right(says));
        else
            _findings.Add(Finding.Wrong(says, string.Create(CultureInfo.InvariantCulture, $"{value.GetRawText()} is not right. {next}")));
        return this;
    }

    /// <summary>As it stands in the start.</summary>
    private static bool IsOpen(JsonElement value) =>
        value.ValueKind == JsonValueKind.Null || (value.ValueKind == JsonValueKind.String && value.GetString()!.Trim().Length == 0);
}
