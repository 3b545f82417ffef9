using System.Security.Cryptography;
using System.Text;
using Confluent.Kafka;
using KafkaHeaders = Confluent.Kafka.Headers;

namespace KillSwitch.Spark.Tests.Parity;

/// <summary>
/// The trace that an order is sent with: some have one, some have none, some have a header that is none. By its bytes, so that it
/// is known again.
/// </summary>
internal static class SentTrace
{
    private const string NoTrace = "00-00000000000000000000000000000000-0000000000000000-01";

    /// <summary>The trace context, or null where what is sent is none.</summary>
    public static string? Of(byte[]? value) => Kind(value) < 2 ? null : Written(value);

    public static KafkaHeaders? HeadersOf(byte[]? value) =>
        Kind(value) switch
        {
            0 => null,
            1 => new KafkaHeaders { { Workflows.Contracts.Headers.TraceParent, Encoding.UTF8.GetBytes(NoTrace) } },
            _ => new KafkaHeaders
            {
                { "other", [1, 2, 3] },
                { Workflows.Contracts.Headers.TraceParent, Encoding.UTF8.GetBytes(Written(value)) },
            },
        };

    private static int Kind(byte[]? value) => Hash(value)[0] % 4;

    private static string Written(byte[]? value)
    {
        var hex = Convert.ToHexStringLower(Hash(value));
        return $"00-{hex[..32]}-{hex[32..48]}-01";
    }

    private static byte[] Hash(byte[]? value) => SHA256.HashData(value ?? []);
}
