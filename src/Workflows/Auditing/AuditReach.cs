using System.Globalization;

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
        var oldest = _nowInMs - AuditKeeping.InMs;
        var from = Math.Max(question.FromInMs ?? oldest, oldest);
        var to = question.ToInMs ?? long.MaxValue;
        if (question.FromInMs < oldest)
            yield return $"Records are kept for {AuditKeeping.Time.TotalDays:0} days: what is older is gone.";
        foreach (var reason in OfTheLog(from, to))
            yield return reason;
        foreach (var gap in _progress.Select(p => p.Gap).OfType<AuditGap>().Where(gap => Touches(gap, from, to)))
            yield return gap.Why;
        var unreadable = _progress.Where(p => p.UnreadableTs >= from - AuditGap.MarginInMs).Sum(p => p.Unreadable);
        if (unreadable > 0)
            yield return Say($"{unreadable} records of audit.v1 could not be read as audit records.");
        if (question.AllowsAllowed && _progress.Any(p => p.AllowedSinceTs is not { } since || since > from))
            yield return "Decisions that let an order through are not all indexed: by default only what was held back is (KILLSWITCH_AUDIT_INDEX=all indexes every decision).";
        if (question.OrderId is null && _progress.Any(p => p.WrittenTs > _nowInMs - SettlesInMs))
            yield return "The index has taken records in these two seconds, and may not show them all yet. Ask again.";
    }

    private IEnumerable<string> OfTheLog(long from, long to)
    {
        if (_log is null)
        {
            yield return $"Whether the index has read all of audit.v1 is not known: {_whyUnknown}";
            yield break;
        }
        foreach (var part in _log.Parts)
        {
            var progress = _progress.FirstOrDefault(p => p.Partition == part.Partition);
            if (progress is null && part.Low > 0)
                yield return Say($"Partition {part.Partition} of audit.v1 begins at offset {part.Low}, and the index has read nothing of it.");
            if (progress is null || !Touches(new(progress.LastTs, _nowInMs, ""), from, to))
                continue;
            if (progress.Log != _log.Id)
                yield return AuditProgress.Replaced(progress);
            else if (part.Low > progress.Next)
                yield return AuditProgress.Deleted(progress, part.Low);
        }
        if (_firstUnread.Count > 0 && to >= _firstUnread.Values.Min() - AuditGap.MarginInMs)
            yield return Say($"The index is {BehindRecords} records behind audit.v1, the oldest of them {BehindSeconds} s old.");
    }

    private static bool Touches(AuditGap gap, long from, long to) =>
        gap.ToInMs + AuditGap.MarginInMs >= from && (gap.FromInMs - AuditGap.MarginInMs <= to);

    private long NextIn(AuditLogStand log, AuditLogPart part) => NextIn(_progress, log, part);

    private static long NextIn(IReadOnlyList<AuditProgress> progress, AuditLogStand log, AuditLogPart part) =>
        progress.FirstOrDefault(p => p.Partition == part.Partition && p.Log == log.Id) is { } read
            ? Math.Max(read.Next, part.Low)
            : part.Low;

    private static string Say(FormattableString sentence) => sentence.ToString(CultureInfo.InvariantCulture);
}
