namespace KillSwitch.Workflows.Contracts;

/// <summary>Where a record stands in its topic.</summary>
/// <param name="Partition">In which partition.</param>
/// <param name="Offset">At which offset; null where the broker only said that it has the record already, from an earlier try.</param>
public sealed record PublishedAt(int Partition, long? Offset);
