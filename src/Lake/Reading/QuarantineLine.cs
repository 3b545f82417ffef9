using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace KillSwitch.Lake.Reading;

/// <summary>A line of the log that is no event, and why.</summary>
/// <param name="LogOffset">Where it begins.</param>
/// <param name="Reason">For people.</param>
/// <param name="Line">Its bytes, in base64: some are no text.</param>
/// <param name="Shown">Its beginning, as far as it is text.</param>
internal sealed record QuarantineLine(long LogOffset, string Reason, byte[] Line, string Shown)
{
    private const int ShownBytes = 200;

    public static QuarantineLine Of(long offset, string reason, ReadOnlySpan<byte> line) =>
        new(offset, reason, line.ToArray(), Encoding.UTF8.GetString(line[..Math.Min(line.Length, ShownBytes)]));

    public string ToJson() => JsonSerializer.Serialize(this, QuarantineJson.Default.QuarantineLine);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(QuarantineLine))]
internal sealed partial class QuarantineJson : JsonSerializerContext;
