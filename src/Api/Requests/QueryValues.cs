using System.Globalization;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Api.Requests;

/// <summary>A query string, read as strictly as a body: a misspelt filter must not silently widen what is shown.</summary>
public sealed class QueryValues
{
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    private QueryValues()
    {
    }

    public static QueryValues None { get; } = new();

    /// <summary>What was given for the fields, or why it cannot be used.</summary>
    internal static Outcome<QueryValues> Read(IReadOnlyList<KeyValuePair<string, string>> given, IReadOnlyList<QueryField> fields)
    {
        var values = new QueryValues();
        foreach (var (name, value) in given)
        {
            if (fields.All(f => f.Name != name))
                return Unknown(name, fields);
            if (value.Length is 0 or > QueryField.MaxLength || !values._texts.TryAdd(name, value))
                return new Refusal(RefusalCode.FieldInvalid, $"'{name}' must be given once, with 1 to {QueryField.MaxLength} characters.");
        }
        foreach (var field in fields)
        {
            if (field.Range is { } range && !values.TryNumber(field.Name, range))
            {
                var text = FlatBody.Shown(values._texts[field.Name]);
                return new Refusal(
                    RefusalCode.FieldInvalid,
                    $"{field.Name} is '{text}'; give a whole number from 1 to {range.Max}, or leave it out for {range.Usual}.");
            }
        }
        return values;
    }

    /// <summary>Null where it was not given.</summary>
    public string? Text(string name) => _texts.GetValueOrDefault(name);

    /// <summary>Of a field with a range; its usual number where it was not given.</summary>
    public int Number(string name) => _numbers[name];

    private bool TryNumber(string name, QueryRange range)
    {
        var number = range.Usual;
        var good = !_texts.TryGetValue(name, out var text)
            || int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= 1 && number <= range.Max;
        _numbers[name] = number;
        return good;
    }

    private static Refusal Unknown(string name, IReadOnlyList<QueryField> fields) => new(
        RefusalCode.FieldInvalid,
        fields.Count == 0
            ? $"'{FlatBody.Shown(name)}' is no parameter here. There are none: leave it out."
            : $"'{FlatBody.Shown(name)}' is no parameter here. The parameters are {string.Join(", ", fields.Select(f => f.Name))}.");
}
