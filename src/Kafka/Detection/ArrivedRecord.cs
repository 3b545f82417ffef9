using System.Text;
using Confluent.Kafka;
using KillSwitch.Workflows.Detection;
using KillSwitch.Workflows.Tracing;

using Headers = KillSwitch.Workflows.Contracts.Headers;

namespace KillSwitch.Kafka.Detection;

/// <summary>A record of the orders topic.</summary>
/// <param name="Record">As it was read.</param>
/// <param name="ArrivedTs">When it arrived, Unix ms; see <see cref="Arrivals"/>.</param>
internal readonly record struct ArrivedRecord(ConsumeResult<byte[]?, byte[]?> Record, long ArrivedTs)
{
    /// <summary>Null where it has none that is one.</summary>
    public string? Trace => TraceContext.Checked(Header(Headers.TraceParent, TraceContext.MaxLength));

    /// <summary>Null where it is no order of a replay.</summary>
    public ReplayMark? Replay => ReplayMark.Parse(Header(Headers.Replay, ReplayMark.MaxLength));

    private string? Header(string name, int maxLength) =>
        Record.Message.Headers is { } headers
        && headers.TryGetLastBytes(name, out var bytes)
        && bytes is not null
        && bytes.Length <= maxLength
            ? Encoding.UTF8.GetString(bytes)
            : null;
}
