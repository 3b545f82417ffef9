using System.Globalization;
using KillSwitch.Workflows.Commands;
using KillSwitch.Workflows.LimitChanges;
using KillSwitch.Workflows.Limits;
using KillSwitch.Workflows.Refusals;
using KillSwitch.Workflows.Text;

namespace KillSwitch.Workflows.Operators;

/// <summary>What was asked of a limit, read.</summary>
/// <param name="Key">Which limit.</param>
/// <param name="Value">In the rule's unit; null limits nothing.</param>
/// <param name="Until">When it is to end, Unix ms; null where it is to stay.</param>
internal sealed record LimitAsked(LimitKey Key, decimal? Value, long? Until);

/// <summary>Reads what people ask of limits, and says of everything that is wrong what to do.</summary>
internal static class LimitAsks
{
    /// <summary>What is to hold longer is no exception any more.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(30);

    /// <summary>Sooner, it would be over before anybody has seen it.</summary>
    private static readonly TimeSpan s_shortest = TimeSpan.FromSeconds(1);

    private const int MaxShown = 40;

    /// <param name="ask">As it was sent.</param>
    /// <param name="file">The limits file: it alone says which groups there are.</param>
    /// <param name="nowMs">Unix ms.</param>
    public static Outcome<LimitAsked> Read(LimitAsk ask, LimitTable file, long nowMs)
    {
        if (Missing(ask) is { } missing)
            return missing;
        if (!LimitOwner.TryParse(ask.Owner!, out var owner, out var why))
            return new Refusal(RefusalCode.LimitOwnerUnknown, why);
        if (owner.Group is not null && !file.Members.Any(member => member.Group == owner.ToString()))
            return new Refusal(RefusalCode.LimitOwnerUnknown,
                $"The limits file names no accounts of {owner}, so a limit of it would hold for nobody. Groups stand in that file alone: "
                + "give its accounts there, or name them one by one as ACCOUNT:<id>.");
        if (LimitRules.Named(ask.Rule!) is not { } rule)
            return new Refusal(RefusalCode.LimitRuleUnknown,
                $"'{Shown(ask.Rule!)}' is no rule. The rules are {string.Join(", ", Enum.GetValues<LimitRule>().Select(LimitRules.NameOf))}.");
        decimal? value = null;
        if (ask.Value != LimitAsk.None)
        {
            if (!decimal.TryParse(ask.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
                return Invalid($"The value is '{Shown(ask.Value!)}'; it takes a number, or '{LimitAsk.None}' for no limit.");
            if (LimitRules.Problem(rule, number) is { } problem)
                return Invalid($"{LimitRules.NameOf(rule)} {problem}. Send a value within that, or '{LimitAsk.None}' for no limit.");
            value = number;
        }
        var until = Until(ask.Until, nowMs);
        return until.IsRefused
            ? until.Refusal
            : CommandText.CheckReason(ask.Reason) is { } noReason
                ? noReason
                : new LimitAsked(new LimitKey(owner.ToString(), rule), value, until.Value.Ms);
    }

    private static Refusal? Missing(LimitAsk ask)
    {
        foreach (var (name, given) in new[] { ("owner", ask.Owner), ("rule", ask.Rule), ("value", ask.Value) })
        {
            if (string.IsNullOrEmpty(given))
                return new Refusal(RefusalCode.FieldMissing,
                    $"'{name}' is missing. Send owner, rule, value ('{LimitAsk.None}' or null for no limit) and reason.");
        }
        return null;
    }

    private static Outcome<End> Until(string? text, long nowMs)
    {
        if (text is null)
            return new End(null);
        if (WrittenTime.Read(text) is not { } until)
            return new Refusal(RefusalCode.LimitUntilInvalid,
                $"until is '{Shown(text)}'; give a time in milliseconds since 1970, or one such as 2026-11-30T15:04:05Z. Leave it out where "
                + "the change is to stay.");
        if (until - nowMs < s_shortest.TotalMilliseconds)
            return new Refusal(RefusalCode.LimitUntilInvalid,
                $"until is {Said(until)}, and it is {UtcTime.Of(nowMs)}: a change that is over before it begins changes nothing. Give a time "
                + "at least a second ahead, or leave it out.");
        return until - nowMs <= s_longest.TotalMilliseconds
            ? new End(until)
            : new Refusal(RefusalCode.LimitUntilInvalid,
                $"until is {Said(until)}, more than {s_longest.TotalDays:0} days ahead: nobody would know any more why. Give an earlier time, "
                + "or leave it out and change the limit for good.");
    }

    private static string Said(long ms) =>
        ms >= 0 && ms <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds() ? UtcTime.Of(ms) : ms.ToString(CultureInfo.InvariantCulture);

    private static Refusal Invalid(string message) => new(RefusalCode.LimitValueInvalid, message);

    private static string Shown(string text) => VisibleText.Of(text.Length > MaxShown ? text[..MaxShown] + "…" : text);

    private sealed record End(long? Ms);
}
