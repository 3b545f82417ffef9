namespace KillSwitch.Workflows.Ports;

/// <summary>Where a record stands in its topic.</summary>
public sealed record PublishedAt(int Partition, long Offset);
