namespace KillSwitch.Workflows.Incidents;

/// <summary>Since when, and by which record of the state topic, routers hold a scope back.</summary>
/// <param name="SinceTs">When the topic's acknowledgement was here, Unix ms; routers had it a moment before.</param>
/// <param name="Version">The state's version.</param>
/// <param name="Partition">Of the state topic; where it was published again after the topic had lost it, of that record.</param>
/// <param name="Offset">There; null where the broker only said that it had the record already.</param>
public sealed record KillInForce(long SinceTs, long Version, int Partition, long? Offset);
