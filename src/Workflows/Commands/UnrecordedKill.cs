using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;

namespace KillSwitch.Workflows.Commands;

/// <summary>
/// The KILLED of a command that no record could be written for, as the store does not answer: orders are held back now, and the record
/// follows. It names the incident that the command opens later, unless another kill of the scope has opened one first.
/// </summary>
internal static class UnrecordedKill
{
    /// <param name="command">A KILL.</param>
    /// <param name="actor">Who gave it.</param>
    /// <param name="appendedTs">When the command was in its topic, Unix ms.</param>
    /// <param name="found">What the state topic says of the scope; null for nothing, and where it is not known.</param>
    /// <param name="nowMs">Unix ms.</param>
    /// <returns>
    /// Null where there is nothing to publish: the scope is held back already, or was restored after the command, which had its effect
    /// then.
    /// </returns>
    public static KillState? State(Command command, string actor, long appendedTs, KillState? found, long nowMs) =>
        found is { Status: KillStatus.Killed } || (found is not null && found.UpdatedTs >= appendedTs)
            ? null
            : new KillState
            {
                Scope = command.Scope,
                Status = KillStatus.Killed,
                // Of the time of the command: below every version that its record gets when it can be written.
                Version = Math.Max(Math.Min(appendedTs, nowMs - 1), (found?.Version ?? 0) + 1),
                IncidentId = IncidentNames.IncidentId(command.Scope, command.CmdId),
                Causes = [command.CmdId],
                UpdatedTs = nowMs,
                UpdatedBy = actor,
                Reason = command.Reason,
                LastCmdId = command.CmdId,
                CorrId = command.CorrId,
            };
}
