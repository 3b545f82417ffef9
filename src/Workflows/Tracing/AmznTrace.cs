using System.Diagnostics;

namespace KillSwitch.Workflows.Tracing;

/// <summary>The same trace in X-Ray's notation, <c>X-Amzn-Trace-Id</c>, and in W3C's, <c>traceparent</c>.</summary>
public static class AmznTrace
{
    private const int TraceIdLength = 32;
    private const int EpochLength = 8;

    /// <param name="header"><c>Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1</c>; its parts in any
    /// order.</param>
    /// <returns>Null where it names no trace, or nothing in it that could be continued.</returns>
    public static string? ToTraceParent(string? header)
    {
        var parts = (header ?? "").Split(';', StringSplitOptions.TrimEntries)
            .Select(p => p.Split('=', 2))
            .Where(p => p.Length == 2)
            .GroupBy(p => p[0], StringComparer.OrdinalIgnoreCase)
            .ToDictionary(p => p.Key, p => p.First()[1], StringComparer.OrdinalIgnoreCase);
        if (
            !parts.TryGetValue("Root", out var root)
            || !parts.TryGetValue("Parent", out var parent)
            || root.Split('-') is not ["1", var epoch, var rest]
        )
            return null;
        var text = $"00-{epoch}{rest}-{parent}-0{(parts.GetValueOrDefault("Sampled") == "1" ? 1 : 0)}".ToLowerInvariant();
        return ActivityContext.TryParse(text, null, out _) ? text : null;
    }

    /// <returns>Null where there is no trace, or none that is well formed.</returns>
    public static string? FromTraceParent(string? traceParent)
    {
        if (!ActivityContext.TryParse(traceParent, null, out var context))
            return null;
        var id = context.TraceId.ToHexString();
        var sampled = (context.TraceFlags & ActivityTraceFlags.Recorded) != 0 ? 1 : 0;
        return $"Root=1-{id[..EpochLength]}-{id[EpochLength..TraceIdLength]};Parent={context.SpanId.ToHexString()};Sampled={sampled}";
    }
}
