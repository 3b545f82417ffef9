using System.Globalization;
using KillSwitch.Api.Requests;

namespace KillSwitch.Api.Routes;

/// <summary>The fields of bodies.</summary>
internal static class Fields
{
    private const int MaxReason = 1_000;

    public static BodyField Scope { get; } = new("scope", "GLOBAL, ACCOUNT:<id>, SYMBOL:<ticker> or STRATEGY:<name>");

    public static BodyField Reason { get; } = new("reason", "Why. It goes into the audit, under your name.", MaxReason);

    public static BodyField ReasonOfAKill { get; } =
        new(Reason.Name, string.Create(CultureInfo.InvariantCulture, $"{Reason.About} What is beyond {MaxReason:N0} characters is cut."));

    public static BodyField Decision { get; } = new("decision", "What you decide.", Values: ["APPROVE", "REJECT", "WITHDRAW"]);
}
