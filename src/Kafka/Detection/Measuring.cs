using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Detection;

namespace KillSwitch.Kafka.Detection;

/// <summary>
/// All that measures: a detector of the orders as they come, and where they are allowed one of each replay. Not thread-safe.
/// </summary>
internal sealed class Measuring
{
    /// <summary>Of more replays the one that was heard of last is forgotten; who plays so many at once is no test any more.</summary>
    private const int KeptReplays = 16;

    private readonly DetectionSettings _settings;
    private readonly DetectorOptions _options;
    private readonly TimeProvider _clock;
    private readonly Restores _restores = new();
    private readonly KillPolicy _policy;
    private readonly Detector _detector;
    private readonly Dictionary<string, Replay> _replays = new(StringComparer.Ordinal);
    private DetectorStatus? _forgotten;
    private long _missing;

    public Measuring(DetectionSettings settings, DetectorOptions options, TimeProvider clock)
    {
        (_settings, _options, _clock) = (settings, options, clock);
        _policy = new KillPolicy(settings);
        _detector = new Detector(settings, _policy, _restores);
    }

    /// <summary>Of everything together; the watermark is that of the orders as they come.</summary>
    public DetectorStatus Status
    {
        get
        {
            var status = _detector.Status;
            foreach (var replay in _replays.Values)
                status = status.Plus(replay.Detector.Status);
            return _forgotten is null ? status : status.Plus(_forgotten);
        }
    }

    /// <summary>Of the orders as they come; a replay's scopes are not today's.</summary>
    public NearLimits? Nearest(int most) => _detector.Nearest(most);

    /// <summary>Records of replays that wait for one before them.</summary>
    public bool IsWaiting => _replays.Count > 0 && _replays.Values.Any(r => r.Sequence.Waiting > 0);

    /// <summary>Records of replays that never came.</summary>
    public long Missing => _missing + _replays.Values.Sum(r => r.Sequence.Missing);

    /// <summary>Which records are to be measured now that this one is there, and by whom.</summary>
    public (Detector Detector, IReadOnlyList<ArrivedRecord> Due) Add(ArrivedRecord record)
    {
        if (!_options.Replays || record.Replay is not { } mark)
            return (_detector, [record]);
        var replay = ReplayOf(mark.Run);
        replay.LastAt = _clock.GetTimestamp();
        return (replay.Detector, replay.Sequence.Add(mark.Number, record));
    }

    /// <summary>What is to be measured because those before it do not come any more.</summary>
    public IEnumerable<(Detector Detector, IReadOnlyList<ArrivedRecord> Due)> Overdue() =>
        from replay in _replays.Values
        where replay.Sequence.Waiting > 0 && _clock.GetElapsedTime(replay.LastAt) > _options.MergeWait
        select (replay.Detector, replay.Sequence.GiveUp());

    /// <summary>A kill that was commanded before. Of a replay that nobody may play here, nothing is remembered.</summary>
    /// <returns>Whether it was a detector's.</returns>
    public bool Remember(Command command)
    {
        // What the intake refuses has killed nothing, and what no detector gave is none of ours: to believe in either would make us
        // keep silent.
        if (DetectionIds.BreachOf(command.CmdId, command.Scope) is not var (_, epoch))
            return false;
        if (epoch.Replay is null)
            _policy.Remember(command);
        else if (_options.Replays)
            ReplayOf(epoch.Replay).Policy.Remember(command);
        return true;
    }

    /// <summary>A scope's new state.</summary>
    /// <param name="state">The state.</param>
    /// <param name="at">The time of its record, Unix ms.</param>
    /// <returns>What was crossed by orders that had come after it and were measured before.</returns>
    public IEnumerable<Detected> Apply(KillState state, long at)
    {
        if (state.Status == KillStatus.Killed)
        {
            _restores.Killed(state.Scope);
            return [];
        }
        return _restores.Restored(state.Scope, state.Version, at)
            ? [.. _replays.Values.Select(r => r.Detector).Prepend(_detector).SelectMany(d => d.Recount(state.Scope, at))]
            : [];
    }

    private Replay ReplayOf(string run)
    {
        if (_replays.TryGetValue(run, out var known))
            return known;
        if (_replays.Count == KeptReplays)
        {
            var oldest = _replays.MinBy(r => r.Value.LastAt);
            _replays.Remove(oldest.Key);
            _missing += oldest.Value.Sequence.Missing;
            _forgotten = _forgotten is null ? oldest.Value.Detector.Status : _forgotten.Plus(oldest.Value.Detector.Status);
        }
        var policy = new KillPolicy(_settings);
        return _replays[run] = new Replay(new Detector(_settings, policy, _restores, run), policy) { LastAt = _clock.GetTimestamp() };
    }
}
