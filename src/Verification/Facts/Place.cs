namespace KillSwitch.Verification.Facts;

/// <summary>Where a record stands in its topic.</summary>
public readonly record struct Place(int Partition, long Offset)
{
    /// <summary>For people: <c>audit.v1 2:1415</c>.</summary>
    public string In(string topic) => $"{topic} {Partition}:{Offset}";
}
