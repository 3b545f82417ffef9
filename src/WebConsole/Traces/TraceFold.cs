using KillSwitch.Workflows.Tracing;

namespace KillSwitch.WebConsole.Traces;

/// <summary>What spans say together. Pure.</summary>
internal static class TraceFold
{
    /// <param name="spans">Of one trace, at least one.</param>
    public static TraceLine Line(IReadOnlyList<Span> spans)
    {
        var first = spans.MinBy(s => s.StartUs)!;
        return new TraceLine(
            first.TraceId,
            first.Name,
            first.Part,
            first.StartUs,
            spans.Max(s => s.EndUs) - first.StartUs,
            spans.Count,
            spans.Count(s => s.Error is not null),
            Tag(spans, Spans.IncidentId),
            Tag(spans, Spans.Scope)
        );
    }

    public static IReadOnlyList<PartLine> Parts(IEnumerable<Span> spans) =>
        [
            .. spans
                .GroupBy(s => s.Part)
                .OrderBy(part => part.Key, StringComparer.Ordinal)
                .Select(part => PartOf(part.Key, [.. part.OrderBy(s => s.DurationUs)])),
        ];

    /// <summary>A call is a span whose parent is kept and is another part's.</summary>
    public static IReadOnlyList<CallLine> Calls(IReadOnlyCollection<Span> spans)
    {
        var parts = new Dictionary<(string, string), string>();
        foreach (var span in spans)
            parts[(span.TraceId, span.SpanId)] = span.Part;
        return
        [
            .. spans
                .Where(s => s.ParentId is not null)
                .Select(s => (From: parts.GetValueOrDefault((s.TraceId, s.ParentId!)), Span: s))
                .Where(call => call.From is not null && call.From != call.Span.Part)
                .GroupBy(call => (From: call.From!, To: call.Span.Part))
                .OrderBy(call => call.Key.From, StringComparer.Ordinal)
                .ThenBy(call => call.Key.To, StringComparer.Ordinal)
                .Select(call => new CallLine(
                    call.Key.From,
                    call.Key.To,
                    call.Count(),
                    call.Count(c => c.Span.Error is not null)
                )),
        ];
    }

    private static PartLine PartOf(string part, IReadOnlyList<Span> byDuration) =>
        new(
            part,
            byDuration.Count,
            byDuration.Count(s => s.Error is not null),
            byDuration[(byDuration.Count - 1) / 2].DurationUs,
            byDuration[^1].DurationUs
        );

    private static string? Tag(IEnumerable<Span> spans, string name) =>
        spans.OrderBy(s => s.StartUs).Select(s => s.Tags.GetValueOrDefault(name)).FirstOrDefault(value => value is not null);
}
