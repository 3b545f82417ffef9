namespace KillSwitch.Chaos.Evidence;

/// <summary>Where a record stands in its topic.</summary>
internal readonly record struct Place(int Partition, long Offset)
{
    /// <summary>For people: <c>audit.v1 2:1415</c>.</summary>
    public string In(string topic) => $"{topic} {Partition}:{Offset}";
}
