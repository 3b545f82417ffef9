using System.Diagnostics;
using KillSwitch.Workflows.Tracing;

namespace KillSwitch.Functions.Telemetry;

/// <summary>The span of an invocation that begins a flow: it continues the trace that Lambda was called in.</summary>
internal static class InvocationSpan
{
    /// <summary>Lambda sets it anew for every invocation.</summary>
    private const string TraceHeader = "_X_AMZN_TRACE_ID";

    public static Activity? Start(string name) =>
        Spans.Api.Continue(name, AmznTrace.ToTraceParent(Environment.GetEnvironmentVariable(TraceHeader)), ActivityKind.Server);
}
