using System.Diagnostics;
using KillSwitch.Workflows.Tracing;
using OpenTelemetry;

namespace KillSwitch.Local.Telemetry;

/// <summary>Keeps from being exported what is marked as minor: a page that asks each second would bury everything else.</summary>
internal sealed class WithoutMinor : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        if (data.GetTagItem(Spans.Minor) is not null)
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
    }
}
