namespace KillSwitch.Local.Api.Audit;

/// <summary>Takes the records of <c>audit.v1</c> as they are read from the topic.</summary>
internal interface IAuditIndex
{
    /// <summary>Adds a record. One that is no audit record is counted and not shown.</summary>
    /// <param name="partition">Partition of the topic.</param>
    /// <param name="offset">Offset in it.</param>
    /// <param name="value">The record's value. Kept: hand over bytes that nobody changes.</param>
    void Add(int partition, long offset, ReadOnlyMemory<byte> value);
}
