using KillSwitch.Workflows.Refusals;

namespace KillSwitch.OrderFormats.Orders;

/// <summary>Counts refusals by their code and keeps of each kind the first. Not thread-safe.</summary>
public sealed class RefusalTally
{
    private readonly SortedDictionary<int, RefusedKind> _kinds = [];

    /// <summary>By code.</summary>
    public IReadOnlyCollection<RefusedKind> Kinds => _kinds.Values;

    /// <summary>How many records were refused.</summary>
    public long Count => _kinds.Values.Sum(kind => kind.Count);

    public void Add(RecordRefusalCode code, string message, long place) => Add((int)code, code.ToString(), message, place, 1);

    public void Add(Refusal refusal, long place) => Add((int)refusal.Code, refusal.Code.ToString(), refusal.Message, place, 1);

    public void Add(RefusalTally others)
    {
        foreach (var kind in others.Kinds)
            Add(kind.Code, kind.Name, kind.Message, kind.FirstPlace, kind.Count);
    }

    private void Add(int code, string name, string message, long place, long count)
    {
        if (!_kinds.TryGetValue(code, out var kind))
            _kinds[code] = new RefusedKind(code, name, message, place, count);
        else if (place < kind.FirstPlace)
            _kinds[code] = new RefusedKind(code, name, message, place, kind.Count + count);
        else
            _kinds[code] = kind with { Count = kind.Count + count };
    }
}
