namespace KillSwitch.Brokers;

/// <summary>
/// Protocol versions of MSK Serverless, as listed by its users (akhq pull request 1113, 2022). Only the requests that
/// the embedded broker serves and librdkafka sends.
/// </summary>
internal static class ServerlessApiVersions
{
    public static IReadOnlyList<(short Api, short Min, short Max)> All { get; } =
    [
        (0, 7, 9),   // Produce
        (1, 10, 12), // Fetch
        (2, 5, 6),   // ListOffsets
        (3, 7, 11),  // Metadata
        (8, 6, 8),   // OffsetCommit
        (9, 5, 7),   // OffsetFetch
        (10, 2, 3),  // FindCoordinator
        (11, 4, 7),  // JoinGroup
        (12, 2, 4),  // Heartbeat
        (13, 2, 4),  // LeaveGroup
        (14, 2, 5),  // SyncGroup
        (22, 1, 4),  // InitProducerId
        (23, 2, 4),  // OffsetForLeaderEpoch
        (24, 1, 3),  // AddPartitionsToTxn
        (25, 1, 3),  // AddOffsetsToTxn
    ];
}
