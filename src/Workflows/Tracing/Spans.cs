using System.Diagnostics;

namespace KillSwitch.Workflows.Tracing;

/// <summary>
/// The sources of spans, one for each part of the system. Kept and exported by OTLP locally, each part as a service of its own; bridged to
/// X-Ray on AWS.
/// </summary>
public static class Spans
{
    private const string Prefix = "KillSwitch.";

    /// <summary>Set on spans that are many and change nothing: who keeps spans need not keep these.</summary>
    public const string Minor = "killswitch.minor";

    /// <summary>The scope that a span is about.</summary>
    public const string Scope = "killswitch.scope";

    /// <summary>The incident that a span is about.</summary>
    public const string IncidentId = "killswitch.incident_id";

    /// <summary>The change of a limit that a span is about.</summary>
    public const string ChangeId = "killswitch.change_id";

    /// <summary>The limit that a span is about.</summary>
    public const string Limit = "killswitch.limit";

    /// <summary>The operator API.</summary>
    public static ActivitySource Api { get; } = new(Prefix + "api");

    /// <summary>What detects breaches.</summary>
    public static ActivitySource Detector { get; } = new(Prefix + "detector");

    /// <summary>What turns commands into incidents.</summary>
    public static ActivitySource Intake { get; } = new(Prefix + "intake");

    /// <summary>Step Functions, where it is ours.</summary>
    public static ActivitySource Engine { get; } = new(Prefix + "engine");

    /// <summary>The functions behind the state machine's tasks.</summary>
    public static ActivitySource Steps { get; } = new(Prefix + "steps");

    /// <summary>What brings topic and executions back in line.</summary>
    public static ActivitySource Recovery { get; } = new(Prefix + "recovery");

    /// <summary>All of them, in the order in which a kill passes them.</summary>
    public static IReadOnlyList<ActivitySource> All { get; } = [Detector, Api, Intake, Engine, Steps, Recovery];

    /// <summary>Which part's source it is; null where it is none of these.</summary>
    public static string? PartOf(ActivitySource source) =>
        source.Name.StartsWith(Prefix, StringComparison.Ordinal) ? source.Name[Prefix.Length..] : null;

    /// <summary>Starts a span that continues the trace named by a received <c>traceparent</c>.</summary>
    public static Activity? Continue(
        this ActivitySource source, string name, string? traceParent, ActivityKind kind = ActivityKind.Internal) =>
        source.StartActivity(name, kind, TraceContext.Parse(traceParent));

    /// <summary>
    /// Starts the span of a request that is served. The web server has one of its own, which nobody keeps: as a parent it would be missing.
    /// </summary>
    public static Activity? Serve(this ActivitySource source, string name, string? traceParent)
    {
        Activity.Current = null;
        return source.Continue(name, traceParent, ActivityKind.Server);
    }

    /// <summary>
    /// As <see cref="Continue"/>; within what is going on here, where that is of the same trace: then it was done as a part of it.
    /// </summary>
    public static Activity? ContinueWithin(this ActivitySource source, string name, string? traceParent) =>
        Activity.Current is { } here && TraceContext.Parse(traceParent).TraceId == here.TraceId
            ? source.StartActivity(name)
            : source.Continue(name, traceParent);

    /// <summary>Notes a span whose end is known.</summary>
    /// <param name="source">Whose it is.</param>
    /// <param name="name">What was done.</param>
    /// <param name="traceParent">The trace that it belongs to.</param>
    /// <param name="start">When it began.</param>
    /// <param name="end">When it was over; where clocks differ, not before it began.</param>
    public static Activity? Note(
        this ActivitySource source, string name, string? traceParent, DateTimeOffset start, DateTimeOffset end)
    {
        var span = source.StartActivity(name, ActivityKind.Internal, TraceContext.Parse(traceParent), startTime: start);
        span?.SetEndTime((end < start ? start : end).UtcDateTime);
        return span;
    }

    /// <summary>
    /// Says which incident a span is about, and that it has to do with another trace: an unkill request with the incident's.
    /// </summary>
    public static void BelongsTo(this Activity? span, string incidentId, string? traceParent)
    {
        span?.SetTag(IncidentId, incidentId);
        if (span is not null && TraceContext.Parse(traceParent) is var other && other != default && other.TraceId != span.TraceId)
            span.AddLink(new ActivityLink(other));
    }
}
