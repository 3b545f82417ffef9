using System.Text.Json;
using System.Text.Json.Serialization;

namespace KillSwitch.Surveillance.Events;

/// <summary>
/// Numbers that every engine behind the lake holds exactly, as DECIMAL(18,4). What would be rounded by one and refused by another is
/// refused here, by name.
/// </summary>
internal sealed class ExactDecimalConverter : JsonConverter<decimal>
{
    public const int Places = 4;

    /// <summary>DECIMAL(18,4) ends here.</summary>
    public const decimal Limit = 100_000_000_000_000m;

    /// <summary>As many characters as a decimal holds without rounding, with sign and point.</summary>
    private const int Characters = 28;

    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.Number)
            throw new JsonException("must be a JSON number");
        if (reader.ValueSpan.Length > Characters || !reader.TryGetDecimal(out var value))
            throw new JsonException($"has more than {Characters} characters, and would be rounded");
        if (decimal.Round(value, Places) != value)
            throw new JsonException($"has more than {Places} decimal places, and would be rounded");
        return Math.Abs(value) < Limit ? value : throw new JsonException("must be less than 10^14");
    }

    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
}
