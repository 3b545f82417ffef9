using System.Globalization;
using KillSwitch.Local.Mail;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Detection;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.LimitChanges.Steps;
using KillSwitch.Workflows.Text;

namespace KillSwitch.Local.Happenings;

/// <summary>What a record or a message says, in words. Pure.</summary>
internal static class HappeningOf
{
    public static Happening Signal(RiskSignal signal) =>
        new("signal", Tone.Notice, $"{signal.Metric} of {signal.Scope}: {signal.Value:#,0.##} is above {signal.Threshold:#,0.##}");

    /// <summary>A scope that has come near to a limit.</summary>
    /// <param name="near">The scope.</param>
    /// <param name="step">What part of the limit it has reached.</param>
    public static Happening Near(NearLimit near, decimal step) =>
        new(
            "near",
            Tone.Notice,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{near.Rule} of {near.Scope} has reached {step * 100:0} % of its limit: {near.Value:#,0.##} of {near.Limit:#,0.##}"
            )
        );

    public static Happening Command(Command command) =>
        new(
            "command",
            Tone.Notice,
            $"{(command.Action == CommandAction.Kill ? "KILL" : "UNKILL")} {command.Scope} by {Seen(command.TriggeredBy)}",
            Seen(command.Reason)
        );

    public static Happening State(KillState state) =>
        state.Status == KillStatus.Killed
            ? new("KILLED", Tone.Stopped, $"{state.Scope}, version {state.Version}, incident {Seen(state.IncidentId)}")
            : new("ACTIVE", Tone.Flowing, $"{state.Scope}, version {state.Version}, by {Seen(state.UpdatedBy)}");

    public static Happening Step(StepAudit step) =>
        new("step", Tone.Quiet, $"{Seen(step.Step)} {Seen(step.Outcome)}, {Seen(step.Actor)}", Seen(step.Detail));

    /// <summary>A step that is no routine: somebody decided, something was refused, failed or repaired. Null for the others.</summary>
    public static Happening? OutOfRoutine(StepAudit step)
    {
        var (who, detail) = ($"{Seen(step.Step)}, {Seen(step.Actor)}", Seen(step.Detail));
        return step switch
        {
            { Outcome: StepAudit.Refused } =>
                new("refused", Tone.Refused, step.RefusalCode is { } code ? $"{who} ({Seen(code)})" : who, detail),
            { Outcome: StepAudit.Failed } => new("failed", Tone.Refused, who, detail),
            { Step: Audits.ApprovalDecided or Audits.LimitChangeDecided } => new("decided", Tone.Notice, Seen(step.Actor), detail),
            { Step: Audits.LimitChangeRequested } => new("asked", Tone.Notice, Seen(step.Actor), detail),
            { Step: LimitStepNames.Publishes or LimitStepNames.Reverts } => new("limit", Tone.Notice, Seen(step.Actor), detail),
            { Service: Audits.Recovery } or { Step: Audits.KillEnforced } => new("repaired", Tone.Notice, who, detail),
            _ => null,
        };
    }

    /// <summary>An order that a router held back.</summary>
    public static Happening Dropped(DecisionAudit audit) =>
        new(
            "dropped",
            Tone.Stopped,
            $"{Seen(audit.Service)} holds back order {Seen(audit.OrderId)} of account {Seen(audit.AccountId)}, the first one"
        );

    /// <summary>A record that was no order.</summary>
    public static Happening Rejected(DecisionAudit audit) =>
        new(
            "rejected",
            Tone.Refused,
            Seen(audit.Service),
            $"{Seen(audit.Reason.TrimEnd('.'))}; its bytes are in {Topics.RejectedOrders}"
        );

    public static Happening Mail(MailEntry mail) =>
        new("mail", Tone.Told, $"to {Seen(string.Join(", ", mail.To))}", Seen(mail.Subject));

    private static string Seen(string? text) => text is null ? "-" : VisibleText.Of(text);
}
