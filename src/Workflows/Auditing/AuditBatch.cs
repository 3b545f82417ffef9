namespace KillSwitch.Workflows.Auditing;

/// <summary>Records of one partition that follow each other, as the index takes them.</summary>
public sealed record AuditBatch
{
    /// <summary>
    /// No clock of ours is a day ahead. What claims to be of a later time is none of ours, and would have the index searched far ahead.
    /// </summary>
    public const long MostAheadInMs = 24 * 3600 * 1000;

    /// <summary>Which topic they stand in, see <see cref="AuditLogStand.Id"/>.</summary>
    public required string Log { get; init; }

    public required int Partition { get; init; }

    /// <summary>The first offset that is still kept; null where nothing said that any could be missing, and so nobody looked.</summary>
    public long? Low { get; init; }

    /// <summary>Of the first record.</summary>
    public required long From { get; init; }

    /// <summary>The offset after the last record.</summary>
    public required long Next { get; init; }

    /// <summary>What is an audit record, in the order of offsets, whether it is indexed or not.</summary>
    public required IReadOnlyList<AuditEntry> Entries { get; init; }

    /// <summary>How many are none.</summary>
    public required int Unreadable { get; init; }

    /// <summary>When the topic took the last of them, Unix ms.</summary>
    public required long LastRecordedInMs { get; init; }

    /// <summary>The records as a batch.</summary>
    /// <param name="log">Which topic.</param>
    /// <param name="low">See <see cref="Low"/>.</param>
    /// <param name="records">Of one partition, by rising offset; at least one.</param>
    /// <param name="nowInMs">The reader's clock.</param>
    public static AuditBatch Of(string log, long? low, IReadOnlyList<AuditRecord> records, long nowInMs)
    {
        var entries = records
            .Select(AuditRecordReader.Read)
            .OfType<AuditEntry>()
            .Where(entry => entry.Place.TsInMs <= nowInMs + MostAheadInMs)
            .ToList();
        return new AuditBatch
        {
            Log = log,
            Partition = records[0].Partition,
            Low = low,
            From = records[0].Offset,
            Next = records[^1].Offset + 1,
            Entries = entries,
            Unreadable = records.Count - entries.Count,
            LastRecordedInMs = records[^1].TimestampInMs,
        };
    }
}
