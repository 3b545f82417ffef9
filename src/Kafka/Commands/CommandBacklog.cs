using KillSwitch.Workflows.Commands;

namespace KillSwitch.Kafka.Commands;

/// <summary>
/// The commands that were read ahead: which goes next, and how far each partition is done. The most urgent goes first, then the oldest;
/// commands of one scope go in their order and never two at once. Not safe for concurrent use.
/// </summary>
/// <remarks>
/// A scope is as urgent as the most urgent command that waits in it: what stands before a person's kill of the same scope goes
/// ahead with it.
/// </remarks>
internal sealed class CommandBacklog
{
    private readonly Dictionary<(int, string?), Lane> _lanes = [];
    private readonly PriorityQueue<Lane, (Urgency, long)> _next = new();
    private readonly Dictionary<int, Progress> _partitions = [];
    private long _arrived;

    /// <summary>How many of a partition were read and are not done, and those behind them.</summary>
    public int Ahead(int partition) => _partitions.TryGetValue(partition, out var progress) ? progress.Ahead : 0;

    /// <summary>Takes in a command; within a partition in the order of the offsets.</summary>
    public void Add(WaitingCommand command)
    {
        if (!_partitions.TryGetValue(command.Partition, out var progress))
            _partitions[command.Partition] = progress = new Progress();
        progress.Read(command.Offset);
        if (!_lanes.TryGetValue(command.Lane, out var lane))
            _lanes[command.Lane] = lane = new Lane();
        if (lane.Add(command, _arrived++))
            Offer(lane);
    }

    /// <summary>The next one that may be handled now; <see cref="Done"/> lets the next of its scope go.</summary>
    public bool TryTake(out WaitingCommand? command)
    {
        while (_next.TryDequeue(out var lane, out var rank))
        {
            // A lane is offered anew whenever it becomes more urgent; older offers are void.
            if (!lane.IsReady || lane.Rank != rank)
                continue;
            command = lane.Take();
            return true;
        }
        command = null;
        return false;
    }

    /// <summary>It has been handled. Of a partition that was forgotten meanwhile it changes nothing.</summary>
    public void Done(WaitingCommand command)
    {
        if (!_lanes.TryGetValue(command.Lane, out var lane) || !lane.IsAtWork(command))
            return;
        _partitions[command.Partition].Done(command.Offset);
        lane.Done();
        if (lane.IsEmpty)
            _lanes.Remove(command.Lane);
        else
            Offer(lane);
    }

    /// <summary>For each partition that got further: the first offset that is not done. Everything before it is. Said once.</summary>
    public IReadOnlyList<(int Partition, long Offset)> TakeProgress() =>
        [.. from entry in _partitions let moved = entry.Value.TakeMoved() where moved is not null select (entry.Key, moved.Value)];

    /// <summary>The partitions belong to somebody else now. What of them is at work may be finished, but counts no more.</summary>
    public void Forget(IReadOnlyCollection<int> partitions)
    {
        foreach (var key in _lanes.Keys.Where(k => partitions.Contains(k.Item1)).ToList())
        {
            _lanes[key].Clear();
            _lanes.Remove(key);
        }
        foreach (var partition in partitions)
            _partitions.Remove(partition);
    }

    private void Offer(Lane lane)
    {
        if (lane.IsReady)
            _next.Enqueue(lane, lane.Rank);
    }

    private sealed class Lane
    {
        private readonly Queue<(WaitingCommand Command, long Arrived)> _waiting = new();
        private readonly int[] _ofUrgency = new int[Enum.GetValues<Urgency>().Length];
        private WaitingCommand? _atWork;

        public bool IsReady => _atWork is null && _waiting.Count > 0;

        public bool IsEmpty => _atWork is null && _waiting.Count == 0;

        public (Urgency, long) Rank => ((Urgency)Array.FindIndex(_ofUrgency, count => count > 0), _waiting.Peek().Arrived);

        /// <summary>Whether its rank is another one now.</summary>
        public bool Add(WaitingCommand command, long arrived)
        {
            var ranked = _waiting.Count > 0 ? Rank : default((Urgency, long)?);
            _waiting.Enqueue((command, arrived));
            _ofUrgency[(int)command.Urgency]++;
            return ranked != Rank;
        }

        public WaitingCommand Take()
        {
            _atWork = _waiting.Dequeue().Command;
            _ofUrgency[(int)_atWork.Urgency]--;
            return _atWork;
        }

        public bool IsAtWork(WaitingCommand command) => ReferenceEquals(_atWork, command);

        public void Done() => _atWork = null;

        public void Clear() => _waiting.Clear();
    }

    /// <summary>Offsets of a partition may have gaps, where transactions ended or records were compacted away.</summary>
    private sealed class Progress
    {
        private readonly SortedSet<long> _open = [];
        private long _end;
        private long? _said;

        public int Ahead => _open.Count == 0 ? 0 : (int)Math.Min(int.MaxValue, _end - _open.Min);

        private long First => _open.Count == 0 ? _end : _open.Min;

        public void Read(long offset)
        {
            _said ??= offset;
            _open.Add(offset);
            _end = offset + 1;
        }

        public void Done(long offset) => _open.Remove(offset);

        public long? TakeMoved()
        {
            if (_said == First)
                return null;
            return _said = First;
        }
    }
}
