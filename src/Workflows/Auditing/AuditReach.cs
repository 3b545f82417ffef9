using System.Globalization;
using KillSwitch.Workflows.Text;

namespace KillSwitch.Workflows.Auditing;

/// <summary>How far the index reaches, held against the topic at one moment. What is not known counts as missing.</summary>
public sealed class AuditReach
{
    /// <summary>DynamoDB's indexes follow their table, as a rule within less.</summary>
    public const long SettlesInMs = 2_000;

    private readonly IReadOnlyList<AuditProgress> _progress;
    private readonly AuditLogStand? _log;
    private readonly string _whyUnknown;
    private readonly IReadOnlyDictionary<int, long> _firstUnread;
    private readonly long _nowInMs;

    /// <param name="progress">What the index says it has read, asked before the topic was.</param>
    /// <param name="log">The topic; null where it could not be asked.</param>
    /// <param name="whyUnknown">Why it could not.</param>
    /// <param name="firstUnread">By partition, when the topic took the oldest record that was not read; none where all were.</param>
    /// <param name="nowInMs">Unix ms.</param>
    public AuditReach(
        IReadOnlyList<AuditProgress> progress,
        AuditLogStand? log,
        string? whyUnknown,
        IReadOnlyDictionary<int, long> firstUnread,
        long nowInMs
    ) => (_progress, _log, _whyUnknown, _firstUnread, _nowInMs) = (progress, log, whyUnknown ?? "", firstUnread, nowInMs);

    /// <summary>Null where it is not known.</summary>
    public long? BehindRecords =>
        _log?.Parts.Where(part => _firstUnread.ContainsKey(part.Partition)).Sum(part => part.End - NextIn(_log, part));

    /// <summary>Since when the oldest of them has been there; null where it is not known.</summary>
    public long? BehindSeconds =>
        _log is null ? null
        : _firstUnread.Count == 0 ? 0
        : Math.Max(0, (_nowInMs - _firstUnread.Values.Min()) / 1000);

    public long Unreadable => _progress.Sum(p => p.Unreadable);

    /// <summary>The partitions that hold, or may hold, something beyond what was read; and where that begins.</summary>
    public static IEnumerable<(int Partition, long Next)> Unread(IReadOnlyList<AuditProgress> progress, AuditLogStand log) =>
        log.Parts
            .Select(part => (part, next: NextIn(progress, log, part)))
            .Where(p => p.part.End > p.next)
            .Select(p => (p.part.Partition, p.next));

    /// <summary>Why an answer from the index may lack something. None: it lacks nothing.</summary>
    public IEnumerable<string> Lacks(AuditQuestion question)
    {
        var from = Math.Max(question.FromInMs ?? Oldest, Oldest);
        if (question.FromInMs < Oldest)
            yield return $"Records are kept for {AuditKeeping.Time.TotalDays:0} days: what is older is gone.";
        foreach (var reason in NotRead(from, question.ToInMs ?? long.MaxValue))
            yield return reason;
        if (question.AllowsAllowed && _progress.Any(p => p.AllowedSinceTs is not { } since || since > from))
            yield return "Decisions that let an order through are not all indexed: by default only what was held back is (KILLSWITCH_AUDIT_INDEX=all indexes every decision).";
        if (question.OrderId is null && _progress.Any(p => p.WrittenTs > _nowInMs - SettlesInMs))
            yield return "The index has taken records in these two seconds, and may not show them all yet. Ask again.";
    }

    /// <summary>
    /// The same of what was counted while records were read: that is not looked up in an index that follows, and does not expire.
    /// </summary>
    /// <param name="sinceInMs">From when on there can have been something to count; up to when, nobody can tell.</param>
    public IEnumerable<string> CountLacks(long sinceInMs)
    {
        if (sinceInMs < Oldest)
            yield return $"What was never read is remembered for {AuditKeeping.Time.TotalDays:0} days: of the time before, nobody knows it any more.";
        foreach (var reason in NotRead(Math.Max(sinceInMs, Oldest), long.MaxValue))
            yield return reason;
    }

    private long Oldest => _nowInMs - AuditKeeping.InMs;

    private IEnumerable<string> NotRead(long from, long to)
    {
        if (_log is null)
            yield return $"Whether the index has read all of audit.v1 is not known: {_whyUnknown}";
        foreach (var part in _log?.Parts ?? [])
        {
            if (part.Low > 0 && _progress.All(p => p.Partition != part.Partition))
                yield return Say($"Partition {part.Partition} of audit.v1 begins at offset {part.Low}, and the index has read nothing of it.");
        }
        // One sentence for all partitions that lack something for the same reason.
        foreach (var same in Gaps().Where(gap => Touches(gap, from, to)).GroupBy(gap => gap.Why))
            yield return $"{same.Key} That concerns records of {Times(same.Min(gap => gap.FromInMs), same.Max(gap => gap.ToInMs))}.";
        if (_log is not null && _firstUnread.Count > 0 && to >= _firstUnread.Values.Min() - AuditGap.MarginInMs)
            yield return Say($"The index is {BehindRecords} records behind audit.v1, the oldest of them {BehindSeconds} s old.");
        var unreadable = _progress.Where(p => p.UnreadableTs >= from - AuditGap.MarginInMs).Sum(p => p.Unreadable);
        if (unreadable > 0)
            yield return Say($"{unreadable} records of audit.v1 could not be read as audit records.");
    }

    /// <summary>What is noted as missing, and what the topic shows to be.</summary>
    private IEnumerable<AuditGap> Gaps()
    {
        foreach (var progress in _progress)
        {
            if (progress.Gap is { } noted)
                yield return noted;
            if (_log?.Parts.FirstOrDefault(p => p.Partition == progress.Partition) is not { } part)
                continue;
            if (progress.Log != _log.Id)
                yield return new AuditGap(progress.LastTs, _nowInMs, AuditProgress.Replaced);
            else if (part.Low > progress.Next)
                yield return new AuditGap(progress.LastTs, _nowInMs, AuditProgress.Deleted(progress, part.Low));
        }
    }

    private static string Times(long from, long to) =>
        from == 0 ? $"times up to {UtcTime.Of(to)}" : $"{UtcTime.Of(from)} to {UtcTime.Of(to)}";

    private static bool Touches(AuditGap gap, long from, long to) =>
        gap.ToInMs + AuditGap.MarginInMs >= from && (gap.FromInMs - AuditGap.MarginInMs <= to);

    private long NextIn(AuditLogStand log, AuditLogPart part) => NextIn(_progress, log, part);

    private static long NextIn(IReadOnlyList<AuditProgress> progress, AuditLogStand log, AuditLogPart part) =>
        progress.FirstOrDefault(p => p.Partition == part.Partition && p.Log == log.Id) is { } read
            ? Math.Max(read.Next, part.Low)
            : part.Low;

    private static string Say(FormattableString sentence) => sentence.ToString(CultureInfo.InvariantCulture);
}
