using KillSwitch.Workflows.Auditing;
using KillSwitch.Workflows.People;
using KillSwitch.Workflows.Ports;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Workflows.Operators;

/// <summary>What people see of the audit: the index answers, and the topic says whether that is all. Safe for concurrent use.</summary>
public sealed class OperatorAudits(IAuditIndex index, IAuditTopic topic, TimeProvider time)
{
    /// <summary>Finds records.</summary>
    /// <exception cref="StoreUnavailableException">Retry.</exception>
    public async Task<Outcome<AuditPage>> FindAsync(Actor actor, AuditRequest request, CancellationToken cancellationToken)
    {
        if (Permissions.Check(actor, Permission.Read) is { } refusal)
            return refusal;
        var read = request.Read();
        if (read.IsRefused)
            return read.Refusal;
        var question = read.Value;
        if (AuditSteps.Check(question.Step) is { } unknown)
            return unknown;
        // First what is noted, then the topic, then the records: what was noted and all of the topic then, is among the records now.
        var progress = await index.ProgressAsync(cancellationToken);
        var reach = await LookAsync(progress, cancellationToken);
        var found = await index.FindAsync(Within(question, progress), cancellationToken);
        return new AuditPage
        {
            Entries = found.Entries,
            IncompleteBecause = [.. reach.Lacks(question).Concat(OfThePage(found)).Distinct()],
            NextCursor = found.GoesOnBefore is { } before ? AuditCursor.Write(question, before) : null,
            BehindRecords = reach.BehindRecords,
            BehindSeconds = reach.BehindSeconds,
            Unreadable = reach.Unreadable,
        };
    }

    /// <summary>What an incident held back.</summary>
    /// <param name="incidentId">The incident.</param>
    /// <param name="openedTs">When it was opened, Unix ms: it held nothing back before.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="StoreUnavailableException">Retry.</exception>
    public async Task<HeldBackView> HeldBackAsync(string incidentId, long openedTs, CancellationToken cancellationToken)
    {
        var reach = await LookAsync(await index.ProgressAsync(cancellationToken), cancellationToken);
        var held = await index.HeldBackAsync(incidentId, cancellationToken);
        string[] because = [.. reach.CountLacks(openedTs)];
        return new HeldBackView(
            because.Length == 0,
            because,
            held.Orders,
            held.Notional,
            held.FirstTs,
            held.LastTs,
            reach.BehindRecords,
            reach.BehindSeconds,
            NowInMs()
        );
    }

    private static IEnumerable<string> OfThePage(AuditFound found)
    {
        if (found.GaveUp)
            yield return "There was too much to look through for one answer: next_cursor looks on.";
        else if (found.GoesOnBefore is not null)
            yield return "There is more: next_cursor leads to what is older.";
    }

    /// <summary>Nothing is looked for where nothing can be.</summary>
    private AuditQuestion Within(AuditQuestion question, IReadOnlyList<AuditProgress> progress)
    {
        var now = NowInMs();
        var earliest = Math.Max(now - AuditKeeping.InMs, progress.Select(p => p.FirstTs).DefaultIfEmpty(now).Min());
        var latest = progress.Select(p => p.LastTs).Append(now).Max();
        return question with
        {
            FromInMs = Math.Max(question.FromInMs ?? earliest, earliest),
            ToInMs = Math.Min(question.ToInMs ?? latest, latest),
        };
    }

    private async Task<AuditReach> LookAsync(IReadOnlyList<AuditProgress> progress, CancellationToken cancellationToken)
    {
        var firstUnread = new Dictionary<int, long>();
        try
        {
            var log = await topic.LookAsync(cancellationToken);
            foreach (var (partition, next) in AuditReach.Unread(progress, log))
            {
                var end = log.Parts.Single(part => part.Partition == partition).End;
                // What ends a transaction takes a place, too, and is no record.
                if (await topic.ReadAsync(partition, next, end, most: 1, cancellationToken) is [var first, ..])
                    firstUnread[partition] = first.TimestampInMs;
            }
            return new AuditReach(progress, log, null, firstUnread, NowInMs());
        }
        catch (AuditTopicUnavailableException unknown)
        {
            return new AuditReach(progress, null, unknown.Message, firstUnread, NowInMs());
        }
    }

    private long NowInMs() => time.GetUtcNow().ToUnixTimeMilliseconds();
}
