using System.Text;
using KillSwitch.Kafka.Reading;

namespace KillSwitch.Local.Acts;

/// <summary>Which records somebody wants to see.</summary>
/// <param name="key">Those of this key; null for all.</param>
/// <param name="text">Those with this text in key, headers or value, whatever its case; null for all.</param>
internal sealed class RecordFilter(string? key, string? text)
{
    public bool Takes(TopicRecord record) => (key is null || Text(record.Key) == key) && (text is null || Has(record, text));

    private static bool Has(TopicRecord record, string text) =>
        record
            .Headers.SelectMany(h => new[] { h.Key, Text(h.Value) })
            .Append(Text(record.Key))
            .Append(Text(record.Value))
            .Any(t => t.Contains(text, StringComparison.OrdinalIgnoreCase));

    private static string Text(byte[]? bytes) => bytes is null ? "" : Encoding.UTF8.GetString(bytes);
}
