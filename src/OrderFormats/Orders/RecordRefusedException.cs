namespace KillSwitch.OrderFormats.Orders;

/// <summary>A record is not made an order. Readers catch it, count it and go on with the next.</summary>
internal sealed class RecordRefusedException(RecordRefusalCode code, string message) : Exception(message)
{
    public RecordRefusalCode Code => code;
}
