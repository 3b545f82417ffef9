using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Ports;
using KillSwitch.Workflows.Refusals;
using KillSwitch.Workflows.Text;

namespace KillSwitch.Workflows.Operators;

/// <summary>What whoever gave a command is told: what is so, never what is hoped for.</summary>
internal static class CommandReceipts
{
    /// <summary>The command is in its topic.</summary>
    /// <param name="command">As it stands there.</param>
    /// <param name="open">The scope's open incident when it was given; null where there is none, and where that is not known.</param>
    /// <param name="incidentId">The incident it belongs to.</param>
    /// <param name="isRepeat">Whether the same was asked before under the same key, and is on its way still.</param>
    /// <param name="isCut">Whether its reason was longer than what is kept.</param>
    /// <param name="badKey">Why its idempotency key was of no use; null where it had one that is, or none.</param>
    public static CommandReceipt Of(Command command, Incident? open, string incidentId, bool isRepeat, bool isCut, Refusal? badKey)
    {
        var message = command.Action == CommandAction.Kill ? Commanded(command, open) : Asked(command);
        if (isCut)
            message += $" The reason was longer than {Command.MaxReasonLength} characters and was cut.";
        if (badKey is not null)
            message += $" {badKey.Message} The key was ignored: sent again, this kills again.";
        // A kill that arrives while its scope is being restored, or is just restored, is commanded, whatever the record still says.
        var enforcement = open is null || (command.Action == CommandAction.Kill && open.Enforcement != Enforcement.InForce)
            ? Enforcement.Commanded
            : open.Enforcement;
        return Of(command, open, enforcement, incidentId, isRepeat, message) with { IdempotencyKeyIgnored = badKey is not null };
    }

    /// <summary>The command was given before and has been handled.</summary>
    /// <param name="command">With the time of the first.</param>
    /// <param name="handled">What became of it.</param>
    /// <param name="its">The incident it belongs to; null where that is not known.</param>
    /// <param name="open">The scope's open incident, that one or another.</param>
    public static CommandReceipt Replayed(Command command, HandledCommand handled, Incident? its, Incident? open) =>
        Of(
            command,
            its ?? open,
            (its ?? open)?.Enforcement ?? Enforcement.Commanded,
            handled.IncidentId,
            isRepeat: true,
            $"This repeats the {command.Action.ToString().ToLowerInvariant()} of {UtcTime.Of(command.Ts)}, under its Idempotency-Key, and does nothing more. "
                + (command.Action == CommandAction.Kill ? Now(command, its, open) : Outcome(handled))
        );

    /// <summary>The same, with what is known of its scope's name.</summary>
    /// <param name="receipt">Of a kill.</param>
    /// <param name="unseen">That no order named it; null where there is nothing to say.</param>
    public static CommandReceipt With(CommandReceipt receipt, UnseenScope? unseen) =>
        unseen is null
            ? receipt
            : receipt with { Message = $"{receipt.Message} {UnseenWords.Of(receipt.Scope, unseen)}", Unseen = unseen };

    private static CommandReceipt Of(
        Command command, Incident? incident, Enforcement enforcement, string? incidentId, bool isRepeat, string message) =>
        new(
            command.CmdId,
            command.Scope,
            command.Action,
            command.Ts,
            command.CorrId,
            incidentId,
            enforcement,
            enforcement == Enforcement.InForce ? incident?.InForce?.SinceTs : null,
            isRepeat,
            IdempotencyKeyIgnored: false,
            message,
            Unseen: null
        );

    private static string Commanded(Command command, Incident? open) =>
        open?.Enforcement == Enforcement.InForce
            ? $"{EnforcementWords.Sentence(open)} This is a further cause of it; a request to restore that has not seen it becomes void."
            : $"The kill of {command.Scope} is commanded. It is not known to be in force yet: GET /state shows when it is.";

    private static string Asked(Command command) =>
        $"The unkill of {command.Scope} is asked for. It stays killed until somebody else approves; the approvers get a link.";

    private static string Now(Command command, Incident? its, Incident? open)
    {
        if (its is null)
            return $"GET /state shows whether {command.Scope} is killed now.";
        if (its.Enforcement <= Enforcement.InForce)
            return EnforcementWords.Sentence(its);
        var again = its.Enforcement == Enforcement.Restored ? "It did NOT kill again" : "It does NOT keep that from happening";
        var other = open is not null && open.IncidentId != its.IncidentId ? $" Since then: {EnforcementWords.Sentence(open)}" : "";
        return $"{EnforcementWords.Sentence(its)} {again}: to kill {command.Scope}, send it under a new Idempotency-Key.{other}";
    }

    private static string Outcome(HandledCommand handled) =>
        handled.Outcome == CommandOutcome.Refused
            ? $"It was refused ({handled.RefusalCode})."
            : $"GET /incidents/{handled.IncidentId} shows what became of the request.";
}
