namespace KillSwitch.Workflows.Detection;

/// <summary>
/// Totals by name. Nearly every pane has one or two, and there are a million panes: few stand in an array that is just
/// large enough, only many in a dictionary.
/// </summary>
/// <remarks>Compares names by ordinal. A struct that changes: keep it in a field that is not read-only.</remarks>
internal struct NamedTotals<T>
{
    private const int Few = 8;

    private KeyValuePair<string, T>[]? _few;
    private Dictionary<string, T>? _many;

    public int Count { get; private set; }

    public readonly IEnumerable<KeyValuePair<string, T>> All => _many ?? (_few ?? []).Take(Count);

    public readonly bool Has(string name) => _many?.ContainsKey(name) ?? IndexOf(name) >= 0;

    public readonly T Of(string name, T otherwise)
    {
        if (_many is not null)
            return _many.TryGetValue(name, out var total) ? total : otherwise;
        var at = IndexOf(name);
        return at >= 0 ? _few![at].Value : otherwise;
    }

    public void Set(string name, T total)
    {
        if (_many is null && IndexOf(name) is >= 0 and var at)
        {
            // The name that is there stays, so that the newer one can be forgotten.
            _few![at] = new(_few[at].Key, total);
            return;
        }
        if (_many is null && Count < Few)
        {
            if (_few is null || _few.Length == Count)
                Array.Resize(ref _few, Math.Max(1, Count * 2));
            _few[Count++] = new(name, total);
            return;
        }
        _many ??= new Dictionary<string, T>(_few!, StringComparer.Ordinal);
        _few = null;
        _many[name] = total;
        Count = _many.Count;
    }

    private readonly int IndexOf(string name)
    {
        for (var i = 0; i < Count; i++)
        {
            if (string.Equals(_few![i].Key, name, StringComparison.Ordinal))
                return i;
        }
        return -1;
    }
}
