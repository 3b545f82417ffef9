using System.IO.Compression;
using System.Text;
using Confluent.Kafka;
using KillSwitch.Kafka.Clients;

using Names = KillSwitch.Workflows.Contracts.Headers;

namespace KillSwitch.Kafka.Tests.Hostile;

/// <summary>What others may write to a topic, and writes it.</summary>
internal static class HostileRecords
{
    /// <summary>The same text as other systems would encode it: none of it is UTF-8 JSON.</summary>
    public static IReadOnlyList<byte[]> OtherEncodings(string text) =>
    [
        Encoding.Unicode.GetBytes(text), Encoding.BigEndianUnicode.GetBytes(text), Encoding.UTF32.GetBytes(text), Gzip(text),
        [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)],
        Encoding.Latin1.GetBytes(text.Replace("\"}", "\",\"note\":\"größe\"}", StringComparison.Ordinal)),
    ];

    /// <summary>Headers that are foreign, huge, there twice, binary, or a trace context that is none.</summary>
    public static Confluent.Kafka.Headers Headers() => new()
    {
        { Names.TraceParent, Encoding.ASCII.GetBytes(new string('0', 100_000)) },
        { Names.TraceParent, null },
        { Names.AmznTraceId, [0xff, 0, 0xfe] },
        { "", [] },
        { Names.SourceOffset, "9223372036854775807"u8.ToArray() },
        { Names.SourcePartition, "0"u8.ToArray() },
        { "foreign", new byte[50_000] },
    };

    /// <summary>A record with a trace context so long that what carries it on could not be written.</summary>
    public static Confluent.Kafka.Headers LongTrace() =>
        new() { { Names.TraceParent, Encoding.ASCII.GetBytes("00-" + new string('a', 900_000)) } };

    public static async Task ProduceAsync(
        KafkaSettings settings,
        TopicPartition to,
        byte[]? key,
        byte[]? value,
        Confluent.Kafka.Headers? headers = null
    )
    {
        using var producer = new KafkaClients(settings, null).Producer("test-hostile", TimeSpan.FromSeconds(20));
        await producer.ProduceAsync(to, new Message<byte[]?, byte[]?> { Key = key, Value = value, Headers = headers });
    }

    private static byte[] Gzip(string text)
    {
        var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return bytes.ToArray();
    }
}
