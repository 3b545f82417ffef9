namespace KillSwitch.Surveillance.Enriching;

/// <summary>How much an event is worth a look, 0 to 100, and why: the sum of its parts. It ranks events; it accuses nobody.</summary>
/// <param name="Size">0 to 40: the notional, a point for each 25,000 dollars.</param>
/// <param name="Distance">0 to 40: a point for each 5 basis points from the reference price; 0 where there is none.</param>
/// <param name="Timing">0 or 20: within ten minutes of the close of its venue. 0 where the close is not known.</param>
public readonly record struct RiskScore(int Size, int Distance, int Timing)
{
    private const decimal DollarsAPoint = 25_000;
    private const decimal BasisPointsAPoint = 5;
    private const int Most = 40;
    private const int NearTheClose = 20;
    private const long NearMs = 10 * 60 * 1000;

    public int Total => Size + Distance + Timing;

    /// <param name="notional">Price times quantity, in dollars.</param>
    /// <param name="distanceBps">From the reference price, with its sign; null where there is none.</param>
    /// <param name="beforeCloseMs">Until the close; negative after it; null where nobody knows.</param>
    public static RiskScore Of(decimal notional, decimal? distanceBps, long? beforeCloseMs) => new(
        (int)Math.Min(Most, notional / DollarsAPoint),
        (int)Math.Min(Most, Math.Abs(distanceBps ?? 0) / BasisPointsAPoint),
        beforeCloseMs is >= 0 and <= NearMs ? NearTheClose : 0);
}
