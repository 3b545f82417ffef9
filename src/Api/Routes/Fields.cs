using System.Globalization;
using KillSwitch.Api.Requests;
using KillSwitch.Workflows.Contracts;

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

    public static BodyField Decision { get; } = new("decision", "What you decide.", Values: ["APPROVE", "REJECT", "WITHDRAW"]);
}
