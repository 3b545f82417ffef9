namespace KillSwitch.Kafka.Detection;

/// <summary>
/// Puts the records of one replay back into the order they were played in: they come through several partitions. Not thread-safe.
/// </summary>
internal sealed class InSequence<T>
{
    private readonly SortedDictionary<long, T> _waiting = [];
    private long _next = 1;

    /// <summary>How many wait for one that has not come.</summary>
    public int Waiting => _waiting.Count;

    /// <summary>Records that never came; see <see cref="GiveUp"/>.</summary>
    public long Missing { get; private set; }

    /// <param name="number">The record's, from 1; 0 where it has none, and has to wait for nobody.</param>
    /// <param name="record">The record.</param>
    /// <returns>What is due with it.</returns>
    public IReadOnlyList<T> Add(long number, T record)
    {
        // One that comes again is one more: it would reach the venue, too.
        if (number < _next)
            return [record];
        if (number == _next && _waiting.Count == 0)
        {
            _next++;
            return [record];
        }
        if (!_waiting.TryAdd(number, record))
            return [record];
        return Due();
    }

    /// <summary>Waits no longer for those before the first that is there.</summary>
    /// <returns>What is due with that.</returns>
    public IReadOnlyList<T> GiveUp()
    {
        if (_waiting.Count == 0)
            return [];
        var first = _waiting.First().Key;
        Missing += first - _next;
        _next = first;
        return Due();
    }

    private List<T> Due()
    {
        var due = new List<T>();
        while (_waiting.Remove(_next, out var record))
        {
            due.Add(record);
            _next++;
        }
        return due;
    }
}
