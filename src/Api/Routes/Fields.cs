using System.Globalization;
using KillSwitch.Api.Requests;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Limits;
using KillSwitch.Workflows.Operators;

namespace KillSwitch.Api.Routes;

/// <summary>The fields of bodies.</summary>
internal static class Fields
{
    public static BodyField Scope { get; } = new("scope", KillSwitch.Workflows.Scopes.Scope.Forms);

    public static BodyField Reason { get; } = new("reason", "Why. It goes into the audit, under your name.", Command.MaxReasonLength);

    public static BodyField ReasonOfAKill { get; } =
        new(Reason.Name, string.Create(CultureInfo.InvariantCulture, $"{Reason.About} What is beyond {Command.MaxReasonLength:N0} characters is cut."));

    public static BodyField NoteKind { get; } =
        new("kind", "Whether you only say something, or are on it from now on.", Values: ["NOTE", "ACKNOWLEDGE"]);

    public static BodyField Owner { get; } =
        new("owner", $"Whose limit: {KillSwitch.Workflows.Scopes.Scope.Forms}, or GROUP:<name> of a group that the limits file has.");

    public static BodyField Rule { get; } =
        new("rule", "Which limit.", Values: [.. Enum.GetValues<LimitRule>().Select(LimitRules.NameOf)]);

    public static BodyField Value { get; } = new("value", "What is allowed, in the rule's unit; 1 of restricted. null, or none, for no limit.")
    {
        TakesNumbers = true,
        NullMeans = LimitAsk.None,
    };

    public static BodyField Until { get; } =
        new("until", "When it ends by itself, at most 30 days ahead: milliseconds since 1970, or 2026-11-30T15:04:05Z.")
        {
            TakesNumbers = true,
            IsOptional = true,
        };

    public static BodyField Decision { get; } = new("decision", "What you decide.", Values: ["APPROVE", "REJECT", "WITHDRAW"]);
}
