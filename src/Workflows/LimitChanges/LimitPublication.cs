using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Workflows.LimitChanges;

/// <summary>
/// A limit that was given its version, and whether the topic has it. It is stored before it is published, so that a retry publishes the
/// very same.
/// </summary>
/// <param name="State">What is published.</param>
/// <param name="ConfirmedTs">When the topic acknowledged it, Unix ms; null until then.</param>
/// <param name="Partition">Where it stands in the topic.</param>
/// <param name="Offset">Its offset there; null while unconfirmed, and where the broker had it from an earlier try and did not say.</param>
public sealed record LimitPublication(LimitState State, long? ConfirmedTs = null, int? Partition = null, long? Offset = null);
