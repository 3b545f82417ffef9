using System.Globalization;
using KillSwitch.Kafka.Reading;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Verification.Facts;

/// <summary>Which trace a record belongs to. A trace of zeros is none, as W3C trace context has it.</summary>
public readonly record struct TraceId(UInt128 Bits)
{
    public bool IsNone => Bits == 0;

    /// <summary>The second part of <c>00-trace-span-flags</c>.</summary>
    public static TraceId Of(TopicRecord record) =>
        record.Header(Headers.TraceParent)?.Split('-') is [_, { Length: 32 } trace, ..]
        && UInt128.TryParse(trace, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bits)
            ? new TraceId(bits)
            : default;
}
