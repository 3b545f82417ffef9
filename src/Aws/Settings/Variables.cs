using System.Globalization;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Aws.Settings;

/// <summary>Reads environment variables and gathers what is wrong with them, so that one message names all.</summary>
internal sealed class Variables(Func<string, string?> read)
{
    private readonly List<string> _problems = [];

    /// <param name="name">The variable.</param>
    /// <param name="meaning">For the message: what belongs there.</param>
    public string Required(string name, string meaning)
    {
        if (read(name) is { Length: > 0 } value)
            return value;
        _problems.Add($"{name} is not set: it must be {meaning}. The deployment sets it.");
        return "";
    }

    public string Optional(string name, string usual) => read(name) is { Length: > 0 } value ? value : usual;

    /// <summary>A whole number, or null where the variable is not set; its range is checked by whoever takes it.</summary>
    public int? Number(string name)
    {
        if (read(name) is not { Length: > 0 } text)
            return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;
        _problems.Add($"{name} is '{text}': it must be a whole number.");
        return null;
    }

    public T Choice<T>(string name, IReadOnlyDictionary<string, T> choices) =>
        Chosen(name, Required(name, string.Join(" or ", choices.Keys)), choices);

    /// <summary>The same of a variable that may not be set.</summary>
    public T Choice<T>(string name, IReadOnlyDictionary<string, T> choices, string usual) =>
        Chosen(name, Optional(name, usual), choices);

    private T Chosen<T>(string name, string text, IReadOnlyDictionary<string, T> choices)
    {
        if (choices.TryGetValue(text, out var choice))
            return choice;
        if (text.Length > 0)
            _problems.Add($"{name} is '{text}': it must be {string.Join(" or ", choices.Keys)}.");
        return choices.Values.First();
    }

    public Uri Address(string name, string meaning)
    {
        var text = Required(name, meaning);
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps)
            return address;
        if (text.Length > 0)
            _problems.Add($"{name} is '{text}': it must be an address that begins with https://.");
        return new Uri("https://invalid.");
    }

    /// <summary>Notes what is wrong with a value that somebody else has read.</summary>
    public void Refuse(string name, string why) => _problems.Add($"{name}: {why}");

    /// <returns>What was read, if nothing was wrong with it.</returns>
    /// <exception cref="InvalidSettingsException">Names every variable that is wrong.</exception>
    public T Checked<T>(T settings) => _problems.Count == 0 ? settings : throw new InvalidSettingsException(_problems);
}
