using System.Globalization;
using System.Text.Json;

namespace KillSwitch.StatesLanguage.Intrinsics;

/// <summary>The evaluated arguments of one call, read as the types a function wants.</summary>
internal sealed class IntrinsicArguments(string source, IReadOnlyList<JsonElement> values)
{
    public int Count => values.Count;

    public JsonElement this[int index] => values[index];

    public IEnumerable<JsonElement> All => values;

    public string String(int index) =>
        values[index].ValueKind == JsonValueKind.String ? values[index].GetString()! : throw Invalid();

    public JsonElement Array(int index) =>
        values[index].ValueKind == JsonValueKind.Array ? values[index] : throw Invalid();

    public JsonElement Object(int index) =>
        values[index].ValueKind == JsonValueKind.Object ? values[index] : throw Invalid();

    public bool Bool(int index) => values[index].ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Invalid(),
    };

    /// <summary>A number is rounded to a whole one, half away from zero, as the service does.</summary>
    public long Integer(int index)
    {
        if (values[index].ValueKind != JsonValueKind.Number)
            throw Invalid();
        if (values[index].TryGetInt64(out var whole))
            return whole;
        var number = double.Parse(values[index].GetRawText(), CultureInfo.InvariantCulture);
        if (Math.Abs(number) >= 9e18)
            throw Invalid();
        return (long)Math.Floor(number + 0.5);
    }

    public EvaluationException Invalid() =>
        EvaluationException.Runtime($"Invalid arguments in {source}");

    public EvaluationException Invalid(string why) =>
        EvaluationException.Runtime($"Invalid arguments in {source} - {why}");
}
