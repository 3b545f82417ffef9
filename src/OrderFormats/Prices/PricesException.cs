namespace KillSwitch.OrderFormats.Prices;

/// <summary>Prices that cannot be used. The message names every problem, of many the first.</summary>
public sealed class PricesException(string message, Exception? inner = null) : Exception(message, inner);
