namespace KillSwitch.OrderFormats.Orders;

/// <summary>Records that were refused for one reason.</summary>
/// <param name="Code">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Message">What was said of the first.</param>
/// <param name="FirstPlace">Where the first stands.</param>
/// <param name="Count">How many there are.</param>
public sealed record RefusedKind(int Code, string Name, string Message, long FirstPlace, long Count);
