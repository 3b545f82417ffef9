using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Workflows.Limits;

/// <summary>What a symbol trades at.</summary>
/// <param name="Price">In <paramref name="Currency"/>.</param>
/// <param name="AtInMs">As of when, Unix ms.</param>
/// <param name="Currency">ISO 4217.</param>
public sealed record ReferencePrice(decimal Price, long AtInMs, string Currency = PriceState.Usd)
{
    /// <summary>How old it may be where no limit says: five minutes.</summary>
    public static readonly TimeSpan UsualMaxAge = TimeSpan.FromMinutes(5);
}
