using System.Diagnostics;
using Amazon.XRay.Recorder.Core;
using KillSwitch.Workflows.Tracing;

namespace KillSwitch.Functions.Telemetry;

/// <summary>
/// Shows the system's spans in X-Ray, as subsegments of the invocation. The one place that knows X-Ray's recorder: what it records
/// is what every <see cref="ActivityListener"/> could.
/// </summary>
internal static class XRayBridge
{
    private const string Entered = "killswitch.xray";

    private static readonly ActivityListener s_listener = new()
    {
        ShouldListenTo = static source => Spans.PartOf(source) is not null,
        Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        ActivityStarted = Begin,
        ActivityStopped = End,
    };

    public static void Listen() => ActivitySource.AddActivityListener(s_listener);

    private static void Begin(Activity activity)
    {
        // Spans end in the flow that began them, so the recorder's current entity and theirs rise and fall together.
        if (!AWSXRayRecorder.Instance.IsEntityPresent())
            return;
        AWSXRayRecorder.Instance.BeginSubsegment(activity.DisplayName);
        activity.SetCustomProperty(Entered, Entered);
    }

    private static void End(Activity activity)
    {
        if (activity.GetCustomProperty(Entered) is null)
            return;
        var recorder = AWSXRayRecorder.Instance;
        recorder.AddAnnotation("trace_id", activity.TraceId.ToHexString());
        foreach (var (key, value) in activity.TagObjects)
        {
            if (value is not null)
                recorder.AddAnnotation(key.Replace('.', '_'), value.ToString());
        }
        if (activity.Status == ActivityStatusCode.Error)
            recorder.MarkError();
        recorder.EndSubsegment();
    }
}
