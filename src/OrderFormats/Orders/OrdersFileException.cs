namespace KillSwitch.OrderFormats.Orders;

/// <summary>The user's orders cannot be read. The message says why and what to do; retrying does not help.</summary>
public sealed class OrdersFileException(string message, Exception? inner = null) : Exception(message, inner);
