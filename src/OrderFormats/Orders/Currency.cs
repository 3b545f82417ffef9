namespace KillSwitch.OrderFormats.Orders;

/// <summary>What a price is in: US dollars, as limits are.</summary>
internal static class Currency
{
    /// <param name="written">As the file has it; empty is taken for US dollars.</param>
    /// <param name="from">Which field that is.</param>
    /// <exception cref="RecordRefusedException">It is another one.</exception>
    public static void RequireDollars(string written, string from)
    {
        if (written.Length > 0 && !written.Equals("USD", StringComparison.OrdinalIgnoreCase))
            throw new RecordRefusedException(
                RecordRefusalCode.CurrencyOther,
                $"its currency ({Shown.Of(from)}) is '{Shown.Of(written)}', and limits are in US dollars"
            );
    }
}
