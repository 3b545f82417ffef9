using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Routing;

/// <summary>A record of the state topic that could not be read. Somebody has to look: until it is mended, orders are held back.</summary>
/// <param name="Partition">Where it stands.</param>
/// <param name="Offset">Where it stands.</param>
/// <param name="Scope">The scope now held back; null where the key names none and therefore all orders are.</param>
/// <param name="Message">What is wrong, what it does, and how to mend it.</param>
public sealed record StateAlarm(int Partition, long Offset, Scope? Scope, string Message);
