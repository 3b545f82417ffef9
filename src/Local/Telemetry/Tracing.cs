using System.Diagnostics;
using KillSwitch.Workflows.Refusals;
using KillSwitch.Workflows.Tracing;
using OpenTelemetry;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace KillSwitch.Local.Telemetry;

/// <summary>
/// Turns spans on for the process. With an OTLP endpoint they are exported; without one they are only created, because
/// it is a span that gives a record its <c>traceparent</c>.
/// </summary>
public static class Tracing
{
    /// <summary>The name that the spans carry in a trace viewer.</summary>
    public const string ServiceName = "killswitch";

    private const string AspNetCoreSource = "Microsoft.AspNetCore";

    /// <returns>Dispose it last: that sends what is still queued.</returns>
    /// <param name="settings">Where to export to.</param>
    /// <exception cref="InvalidSettingsException">The endpoint is no address; the message names the variable.</exception>
    public static IDisposable Start(TracingSettings settings)
    {
        settings.Validate();
        return settings.OtlpEndpoint is null ? Listen() : Export();
    }

    private static TracerProvider Export() => Sdk.CreateTracerProviderBuilder()
        .AddSource(Spans.SourceName, AspNetCoreSource)
        .ConfigureResource(r => r.AddService(ServiceName))
        // Endpoint, protocol and headers: the exporter reads the standard OTEL_EXPORTER_OTLP_* variables itself.
        .AddOtlpExporter()
        .Build();

    private static ActivityListener Listen()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is Spans.SourceName or AspNetCoreSource,
            Sample = (ref ActivityCreationOptions<ActivityContext> options) => SampleAsParent(options.Parent),
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    /// <summary>As OpenTelemetry does by default, so that a trace looks the same whether or not it is exported.</summary>
    private static ActivitySamplingResult SampleAsParent(ActivityContext parent) =>
        parent == default || parent.TraceFlags.HasFlag(ActivityTraceFlags.Recorded)
            ? ActivitySamplingResult.AllDataAndRecorded
            : ActivitySamplingResult.PropagationData;
}
