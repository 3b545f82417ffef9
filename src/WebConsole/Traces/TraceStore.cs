using KillSwitch.Workflows.Tracing;

namespace KillSwitch.WebConsole.Traces;

/// <summary>
/// The latest spans of all processes of a stack, by trace. Read from their files when somebody asks, so that a stack at which nobody
/// looks pays nothing. Safe for concurrent use.
/// </summary>
/// <param name="folder">Where they are written.</param>
public sealed class TraceStore(string folder)
{
    /// <summary>About 30 MB.</summary>
    private const int Most = 50_000;

    private readonly Lock _lock = new();
    private readonly SpanReader _reader = new(folder);
    private readonly LinkedList<Span> _spans = [];
    private readonly Dictionary<string, List<Span>> _traces = new(StringComparer.Ordinal);

    /// <param name="limit">How many traces.</param>
    /// <param name="incidentId">Only those with a span that names this incident; null for all.</param>
    public TracesView List(int limit, string? incidentId)
    {
        lock (_lock)
        {
            ReadOn();
            var lines = _traces.Values
                .Where(spans => incidentId is null || spans.Any(s => s.Tags.GetValueOrDefault(Spans.IncidentId) == incidentId))
                .Select(TraceFold.Line)
                .OrderByDescending(line => line.StartUs)
                .Take(limit);
            return new TracesView(
                [.. lines],
                TraceFold.Parts(_spans),
                TraceFold.Calls(_spans),
                _spans.Count == 0 ? null : _spans.Min(s => s.StartUs)
            );
        }
    }

    /// <returns>Null where no span of it is kept.</returns>
    public TraceView? Find(string traceId)
    {
        lock (_lock)
        {
            ReadOn();
            if (!_traces.TryGetValue(traceId, out var own))
                return null;
            var linked = own
                .SelectMany(s => s.Links)
                .Concat(_spans.Where(s => s.Links.Contains(traceId)).Select(s => s.TraceId))
                .Append(traceId)
                .Distinct();
            return new TraceView(
                traceId,
                [.. linked.SelectMany(id => _traces.GetValueOrDefault(id, [])).OrderBy(s => s.StartUs)]
            );
        }
    }

    private void ReadOn()
    {
        foreach (var span in _reader.ReadOn())
        {
            _spans.AddLast(span);
            if (!_traces.TryGetValue(span.TraceId, out var spans))
                _traces[span.TraceId] = spans = [];
            spans.Add(span);
            if (_spans.Count > Most)
                ForgetFirst();
        }
    }

    private void ForgetFirst()
    {
        var first = _spans.First!.Value;
        _spans.RemoveFirst();
        var spans = _traces[first.TraceId];
        spans.Remove(first);
        if (spans.Count == 0)
            _traces.Remove(first.TraceId);
    }
}
