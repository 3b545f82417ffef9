namespace KillSwitch.Workflows.Limits;

/// <summary>The bits of a number without zeros at its end: the same of 100, 100.0 and 1E2.</summary>
internal static class PlainDecimal
{
    private const int ScaleShift = 16;
    private const int ScaleMask = 0xFF << ScaleShift;

    /// <param name="number">Any.</param>
    /// <param name="bits">Takes its four parts, as <see cref="decimal.GetBits(decimal, Span{int})"/> gives them.</param>
    public static void Bits(decimal number, Span<int> bits)
    {
        if (number == 0)
        {
            bits.Clear();
            return;
        }
        decimal.GetBits(number, bits);
        if (number.Scale == 0)
            return;
        if (bits[2] != 0)
        {
            // 96 bits are beyond what is divided below; the division takes off every zero, and several times as long.
            decimal.GetBits(number / 1.0000000000000000000000000000m, bits);
            return;
        }
        var (digits, scale) = (((ulong)(uint)bits[1] << 32) | (uint)bits[0], (int)number.Scale);
        for (; scale > 0; scale--)
        {
            var (tenth, last) = Math.DivRem(digits, 10ul);
            if (last != 0)
                break;
            digits = tenth;
        }
        (bits[0], bits[1]) = ((int)digits, (int)(digits >> 32));
        bits[3] = (bits[3] & ~ScaleMask) | (scale << ScaleShift);
    }
}
