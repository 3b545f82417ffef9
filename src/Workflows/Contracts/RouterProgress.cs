namespace KillSwitch.Workflows.Contracts;

/// <summary>
/// How far one orders partition has been decided (<c>router.progress.v1</c>, keyed by partition, written inside the batch's
/// transaction).
/// </summary>
/// <param name="Partition">Partition of <c>orders.v1</c>.</param>
/// <param name="NextOffset">The first offset that is not decided.</param>
/// <param name="Service">Which router wrote it.</param>
/// <param name="Ts">When, Unix ms.</param>
public sealed record RouterProgress(int Partition, long NextOffset, string Service, long Ts);
