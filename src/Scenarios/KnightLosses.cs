using System.Globalization;

namespace KillSwitch.Scenarios;

/// <summary>What the loss of that day, spread evenly over it, makes of a time to kill.</summary>
/// <param name="TimeToKill">From the first runaway order to the first one dropped.</param>
/// <param name="LossUsd">Derived, linear: what would have been lost in that time.</param>
/// <param name="Executions">Derived, linear: what would have been executed in that time.</param>
/// <remarks>A kill stops orders, not positions: what was bought until then still has to be got rid of.</remarks>
public sealed record KnightLosses(TimeSpan TimeToKill, decimal LossUsd, long Executions)
{
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public static KnightLosses After(TimeSpan timeToKill)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(timeToKill, TimeSpan.Zero);
        return new KnightLosses(
            timeToKill,
            KnightFigures.LossUsdPerSecond * (decimal)timeToKill.TotalSeconds,
            (long)(KnightFigures.ExecutionsPerSecond * timeToKill.TotalSeconds));
    }

    /// <summary>For the audience, beside what happened. Each line says where its number is from.</summary>
    public IReadOnlyList<string> Lines() =>
        [
            Line($"Time to kill, measured here:              {TimeToKill.TotalSeconds:N2} s"),
            Line($"At that day's rates (derived, linear):    ${LossUsd:N0} lost, {Executions:N0} executions"),
            Line(
                $"What happened ({KnightFigures.Source}): over ${KnightFigures.LossUsd:N0}, over {KnightFigures.Executions:N0} executions, about {KnightFigures.Duration.TotalMinutes:N0} minutes"
            ),
            "A kill stops orders, not positions. There was no procedure to halt the router, and nothing compared orders out with orders in.",
        ];

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
