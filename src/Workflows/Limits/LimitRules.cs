using KillSwitch.Workflows.Orders;

namespace KillSwitch.Workflows.Limits;

/// <summary>The rules' names, as limits files have them, and what each may be set to.</summary>
public static class LimitRules
{
    /// <summary>A day. What is longer is no age, and no duplicate of anything.</summary>
    private const decimal MaxSeconds = 86_400;

    /// <summary>An hour, as all orders of that time are remembered.</summary>
    private const decimal MaxDuplicateSeconds = 3_600;

    /// <summary>A week: over a long weekend the last close is all there is.</summary>
    private const decimal MaxPriceAgeSeconds = 604_800;

    private const decimal LeastSeconds = 0.001m;

    public static string NameOf(LimitRule rule) => OrderWords<LimitRule>.Of(rule);

    /// <summary>The rule of a name; null where there is none.</summary>
    public static LimitRule? Named(string name) => OrderWords<LimitRule>.Named(name);

    /// <summary>What is wrong with a limit, to follow its owner and name; null where nothing is.</summary>
    /// <param name="rule">Any but <see cref="LimitRule.Restricted"/>, which is there or not.</param>
    /// <param name="value">In the rule's unit.</param>
    public static string? Problem(LimitRule rule, decimal value)
    {
        var (most, inSeconds) = rule switch
        {
            LimitRule.MaxQty => (1_000_000_000, false),
            LimitRule.MaxNotionalUsd => (1_000_000_000_000_000, false),
            LimitRule.CollarPercent => (1_000, false),
            LimitRule.MaxOrdersPerSecond => (1_000_000, false),
            LimitRule.MaxAgeSeconds => (MaxSeconds, true),
            LimitRule.DuplicateSeconds => (MaxDuplicateSeconds, true),
            LimitRule.MaxPriceAgeSeconds => (MaxPriceAgeSeconds, true),
            _ => (1m, false),
        };
        if (value <= 0 || value > most)
            return $"is {value}; it must be above 0 and at most {most}. Leave it out where it is not to limit anything";
        if (inSeconds && value < LeastSeconds)
            return $"is {value}; it must be at least {LeastSeconds}, as records have their times in milliseconds";
        return rule is LimitRule.MaxOrdersPerSecond or LimitRule.Restricted && value != decimal.Truncate(value)
            ? $"is {value}; it must be a whole number"
            : null;
    }
}
