namespace KillSwitch.Scenarios;

/// <param name="Value">Its bytes.</param>
/// <param name="Account">Its account; empty where it names none.</param>
/// <param name="Ts">Its time, Unix ms, where it is one that an order may have.</param>
/// <param name="Place">Where it stands.</param>
internal readonly record struct OrdersFileLine(byte[] Value, string Account, long? Ts, long Place);
