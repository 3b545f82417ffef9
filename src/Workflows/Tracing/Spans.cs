using System.Diagnostics;

namespace KillSwitch.Workflows.Tracing;

/// <summary>The one source of spans. Exported by OTLP locally and bridged to X-Ray on AWS.</summary>
public static class Spans
{
    public const string SourceName = "KillSwitch";

    public static ActivitySource Source { get; } = new(SourceName);

    /// <summary>Starts a span that continues the trace named by a received <c>traceparent</c>.</summary>
    public static Activity? Continue(string name, string? traceParent, ActivityKind kind = ActivityKind.Internal) =>
        Source.StartActivity(name, kind, TraceContext.Parse(traceParent));
}
