using System.Diagnostics;
using KillSwitch.Workflows.Refusals;
using KillSwitch.Workflows.Tracing;
using OpenTelemetry;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace KillSwitch.Local.Telemetry;

/// <summary>
/// Turns spans on for the process: it is a span that gives a record its <c>traceparent</c>. They are kept for the console, and with an
/// OTLP endpoint exported, too.
/// </summary>
public sealed class Tracing : IDisposable
{
    /// <summary>How the name begins that the spans of a part carry in a trace viewer: <c>killswitch-intake</c>.</summary>
    public const string ServicePrefix = "killswitch-";

    private readonly List<IDisposable> _on = [];

    private Tracing() { }

    /// <returns>Dispose it last: that writes and sends what is still queued.</returns>
    /// <param name="settings">Where to export to.</param>
    /// <param name="folder">Where spans are kept; null to keep none.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="InvalidSettingsException">The endpoint is no address; the message names the variable.</exception>
    public static Tracing Start(TracingSettings settings, string? folder, TimeProvider time)
    {
        settings.Validate();
        var tracing = new Tracing();
        tracing._on.Add(folder is null ? Listen(ended: null) : new SpanRecorder(folder, time));
        if (settings.OtlpEndpoint is not null)
            tracing._on.AddRange(Spans.All.Select(Export));
        return tracing;
    }

    public void Dispose()
    {
        foreach (var one in _on)
            one.Dispose();
    }

    /// <summary>Has spans created for the process.</summary>
    /// <param name="ended">Takes each when it is over; null to have them created only.</param>
    internal static ActivityListener Listen(Action<Activity>? ended)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => Spans.PartOf(source) is not null,
            Sample = (ref ActivityCreationOptions<ActivityContext> options) => SampleAsParent(options.Parent),
            ActivityStopped = ended,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    /// <summary>As OpenTelemetry does by default, so that a trace looks the same whether or not it is exported.</summary>
    private static ActivitySamplingResult SampleAsParent(ActivityContext parent) =>
        parent == default || parent.TraceFlags.HasFlag(ActivityTraceFlags.Recorded)
            ? ActivitySamplingResult.AllDataAndRecorded
            : ActivitySamplingResult.PropagationData;

    /// <summary>A provider a part: in OpenTelemetry the name of a service is one of a provider.</summary>
    private static TracerProvider Export(ActivitySource part) => Sdk.CreateTracerProviderBuilder()
        .AddSource(part.Name)
        .ConfigureResource(r => r.AddService(ServicePrefix + Spans.PartOf(part)))
        .AddProcessor(new WithoutMinor())
        // Endpoint, protocol and headers: the exporter reads the standard OTEL_EXPORTER_OTLP_* variables itself.
        .AddOtlpExporter()
        .Build();
}
