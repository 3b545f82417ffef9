using System.Globalization;

namespace KillSwitch.Cdk.Settings;

/// <summary>Reads context values and gathers what is wrong with them, so that one message names all.</summary>
/// <param name="read">The value of a name as text; null where it is not given.</param>
internal sealed class ContextValues(Func<string, string?> read)
{
    private readonly List<string> _problems = [];

    public IReadOnlyList<string> Problems => _problems;

    public string? Text(string name) => read(name) is { Length: > 0 } text ? text.Trim() : null;

    public void Refuse(string name, string? value, string must) => _problems.Add($"{name} is '{value}': it must be {must}.");

    public void Refuse(IEnumerable<string> problems) => _problems.AddRange(problems);

    public bool Flag(string name) => Text(name)?.ToLowerInvariant() switch
    {
        null or "false" => false,
        "true" => true,
        var other => Refused(name, other, "true or false", false),
    };

    /// <param name="name">The setting.</param>
    /// <param name="usual">What it is where nobody has set it.</param>
    /// <param name="least">The smallest that is allowed.</param>
    /// <param name="most">The largest.</param>
    /// <param name="why">Stands behind the bounds where they need a reason.</param>
    public int Number(string name, int usual, int least, int most, string why = "")
    {
        if (Text(name) is not { } text)
            return usual;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        return Refused(name, text, $"a whole number from {least} to {most}{why}", usual);
    }

    public T Choice<T>(string name, T usual, IReadOnlyDictionary<string, T> choices) =>
        Text(name) is not { } text ? usual
        : choices.TryGetValue(text.ToLowerInvariant(), out var choice) ? choice
        : Refused(name, text, string.Join(" or ", choices.Keys), usual);

    private T Refused<T>(string name, string value, string must, T instead)
    {
        Refuse(name, value, must);
        return instead;
    }
}
