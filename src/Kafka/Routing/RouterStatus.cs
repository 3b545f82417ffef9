using KillSwitch.Workflows.Limits;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Kafka.Routing;

/// <summary>A router at one moment.</summary>
/// <param name="Service">Its name.</param>
/// <param name="Ready">It has read the whole kill state and can go on reading it. While false no order is let through.</param>
/// <param name="Delivery">How it delivers; <see cref="DeliveryMode.Auto"/> until it has found out.</param>
/// <param name="DeliveryReason">Why so.</param>
/// <param name="Allowed">Orders passed on since it started.</param>
/// <param name="Dropped">Orders held back.</param>
/// <param name="Rejected">Records that were no orders, or were refused for what they asked.</param>
/// <param name="Refused">Of those how many for which reason.</param>
/// <param name="StateOffsets">How far it has read the state topic, by partition.</param>
/// <param name="KilledScopes">Scopes held back now.</param>
/// <param name="StateAlarms">State records that could not be read.</param>
/// <param name="Partitions">The orders partitions it holds, each with the first offset that is not decided.</param>
/// <param name="LastError">The last thing that went wrong; it may be over.</param>
/// <param name="Limits">What it holds orders against now.</param>
public sealed record RouterStatus(
    string Service,
    bool Ready,
    DeliveryMode Delivery,
    string DeliveryReason,
    long Allowed,
    long Dropped,
    long Rejected,
    IReadOnlyDictionary<RefusalCode, long> Refused,
    IReadOnlyList<long> StateOffsets,
    int KilledScopes,
    long StateAlarms,
    IReadOnlyDictionary<int, long> Partitions,
    string? LastError,
    LimitTable Limits);
