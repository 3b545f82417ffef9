namespace KillSwitch.Workflows.Auditing;

/// <summary>What an index found to a question.</summary>
/// <param name="Entries">Newest first, no more than were asked for.</param>
/// <param name="GoesOnBefore">Where a search for more would go on; null where all there is has been looked at.</param>
/// <param name="GaveUp">Whether it stopped before that, as there was too much to look through.</param>
public sealed record AuditFound(IReadOnlyList<AuditEntry> Entries, AuditPlace? GoesOnBefore, bool GaveUp)
{
    /// <summary>Takes what matches, and looks on until it is known whether there is more.</summary>
    /// <param name="question">What to look for.</param>
    /// <param name="newestFirst">What to look through; it may hold what does not match.</param>
    /// <param name="mostLookedAt">How much of it.</param>
    public static async Task<AuditFound> InAsync(AuditQuestion question, IAsyncEnumerable<AuditEntry> newestFirst, int mostLookedAt)
    {
        var found = new List<AuditEntry>();
        var looked = 0;
        await foreach (var entry in newestFirst)
        {
            var matches = question.Matches(entry);
            if (matches && found.Count == question.Limit)
                return new AuditFound(found, found[^1].Place, GaveUp: false);
            if (matches)
                found.Add(entry);
            if (++looked == mostLookedAt)
                return new AuditFound(found, entry.Place, GaveUp: true);
        }
        return new AuditFound(found, null, GaveUp: false);
    }
}
