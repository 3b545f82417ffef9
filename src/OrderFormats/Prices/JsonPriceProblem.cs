using System.Text.Json;
using KillSwitch.Workflows.Text;

namespace KillSwitch.OrderFormats.Prices;

/// <summary>What is wrong with a line of JSON that is no price, in the words of whoever wrote it.</summary>
internal static class JsonPriceProblem
{
    private static readonly (string Name, JsonValueKind Kind, string Needed)[] s_fields =
    [
        ("symbol", JsonValueKind.String, "the symbol, in quotes"),
        ("price", JsonValueKind.Number, "a number, without quotes"),
        ("ts", JsonValueKind.Number, "as of when the price is, in milliseconds since 1970"),
    ];

    /// <summary>To follow the line's number.</summary>
    public static string Of(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return json.RootElement.ValueKind == JsonValueKind.Object ? Of(json.RootElement) : "it is no JSON object";
        }
        catch (JsonException e)
        {
            return $"it is no JSON, from its character {e.BytePositionInLine + 1} on";
        }
    }

    private static string Of(JsonElement line)
    {
        foreach (var (name, kind, needed) in s_fields)
        {
            if (!line.TryGetProperty(name, out var value))
                return $"it has no {name}: {needed}";
            if (value.ValueKind != kind)
                return $"its {name} is {VisibleText.Of(value.GetRawText())}, and has to be {needed}";
        }
        var twice = line.EnumerateObject().GroupBy(p => p.Name).FirstOrDefault(g => g.Skip(1).Any());
        return twice is not null
            ? $"it says {VisibleText.Of(twice.Key)} twice"
            : "a number in it is out of range, its ts is no whole one, or its currency is no text";
    }
}
