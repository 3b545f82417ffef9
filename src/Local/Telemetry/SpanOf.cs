using System.Diagnostics;
using System.Globalization;
using KillSwitch.WebConsole.Traces;
using KillSwitch.Workflows.Tracing;

namespace KillSwitch.Local.Telemetry;

/// <summary>An activity of .NET as the console keeps it. Pure.</summary>
internal static class SpanOf
{
    public static Span Activity(Activity ended) =>
        new(
            ended.TraceId.ToHexString(),
            ended.SpanId.ToHexString(),
            ended.ParentSpanId == default ? null : ended.ParentSpanId.ToHexString(),
            Spans.PartOf(ended.Source) ?? ended.Source.Name,
            ended.DisplayName,
            (ended.StartTimeUtc - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond,
            ended.Duration.Ticks / TimeSpan.TicksPerMicrosecond,
            ended.Status == ActivityStatusCode.Error ? ended.StatusDescription ?? "failed" : null,
            ended.TagObjects
                .Where(tag => tag.Value is not null)
                .DistinctBy(tag => tag.Key)
                .ToDictionary(tag => tag.Key, tag => Convert.ToString(tag.Value, CultureInfo.InvariantCulture) ?? ""),
            [.. ended.Links.Select(link => link.Context.TraceId.ToHexString()).Distinct()]
        );
}
