namespace KillSwitch.Cdk.Cost.Charges;

/// <summary>
/// What an estimate takes the system to be used for: a lab in which orders flow all the time. What a resource costs by standing
/// there does not depend on it. The figures are assumptions, not measurements.
/// </summary>
internal sealed record Use
{
    /// <summary>The generator's normal scenario.</summary>
    public decimal OrdersPerSecond { get; init; } = 5;

    /// <summary>
    /// Batches that the router is called with, an hour: one a second and partition at three partitions, as Lambda waits 500 ms for
    /// more.
    /// </summary>
    public decimal BatchesPerHour { get; init; } = 10_800;

    public decimal SecondsPerBatch { get; init; } = 0.2m;

    /// <summary>Of the audit's index, to which every order's audit is handed, though it keeps few of them.</summary>
    public decimal SecondsPerAuditBatch { get; init; } = 0.1m;

    /// <summary>Records that the index keeps, an hour: the orders held back in some minutes of kills, and steps.</summary>
    public decimal AuditsKeptPerHour { get; init; } = 2_000;

    /// <summary>What a batch adds to the logs, platform lines included.</summary>
    public decimal LogBytesPerBatch { get; init; } = 2_000;

    /// <summary>X-Ray's default: the first of each second, and a twentieth of the others, of the router and the audit's index.</summary>
    public decimal TracesPerHour { get; init; } = 3_600 + 0.05m * (2 * 10_800 - 3_600);

    /// <summary>An order, its gated copy and its audit.</summary>
    public decimal BytesWrittenPerOrder { get; init; } = 1_500;

    /// <summary>An order read by router and detection, its audit by the index, and what is read of the other topics beside.</summary>
    public decimal BytesReadPerOrder { get; init; } = 2_000;

    public decimal IncidentsPerHour { get; init; } = 2;

    /// <summary>From the kill to restored trading, with one reminder.</summary>
    public decimal TransitionsPerIncident { get; init; } = 15;

    /// <summary>Files of a micro-batch's checkpoint, at a micro-batch every five seconds.</summary>
    public decimal CheckpointFilesPerHour { get; init; } = 20 * 720;

    public decimal OrdersPerHour => OrdersPerSecond * 3_600;

    public static decimal Gigabytes(decimal bytes) => bytes / 1_000_000_000m;
}
