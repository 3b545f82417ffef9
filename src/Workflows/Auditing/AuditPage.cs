namespace KillSwitch.Workflows.Auditing;

/// <summary>What was found, and whether that is all there is.</summary>
public sealed record AuditPage
{
    /// <summary>Newest first.</summary>
    public required IReadOnlyList<AuditEntry> Entries { get; init; }

    /// <summary>Why something may be missing, a sentence each; empty where, with the pages before it, nothing can be.</summary>
    public required IReadOnlyList<string> IncompleteBecause { get; init; }

    /// <summary>Leads to what is older; null where there is nothing, or where nothing would be found.</summary>
    public string? NextCursor { get; init; }

    /// <summary>How many records <c>audit.v1</c> has that the index has not read; null where that is not known.</summary>
    public long? BehindRecords { get; init; }

    /// <summary>For how long the oldest of them has been there; null where that is not known.</summary>
    public long? BehindSeconds { get; init; }

    /// <summary>How many records of the topic were no audit records.</summary>
    public long Unreadable { get; init; }
}
