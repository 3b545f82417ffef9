namespace KillSwitch.OrderFormats.Orders;

/// <summary>An order that a file says, in the words of the contract.</summary>
/// <param name="Json">A record for <c>orders.v1</c>. Whether it is a whole order is for who decides it to say.</param>
/// <param name="Account">Its account; empty where it names none.</param>
/// <param name="Ts">Its time, Unix ms.</param>
/// <param name="Place">Where it begins: a line, or a record of a format that has no lines; the first is 1.</param>
public readonly record struct FoundOrder(byte[] Json, string Account, long Ts, long Place);
