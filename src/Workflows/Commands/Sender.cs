using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.People;
using KillSwitch.Workflows.Signing;

namespace KillSwitch.Workflows.Commands;

/// <summary>Who gave a command. Nobody is shown as having done what nothing proves they did.</summary>
/// <param name="Actor">As audits, mails and states name it.</param>
/// <param name="Person">The person; null for a machine, and where nothing proves who it was.</param>
internal sealed record Sender(string Actor, Person? Person)
{
    private const string NotProven = " (not proven)";

    public static Sender Of(Command command, ReceivedCommand received, CommandAttestation attestation)
    {
        if (!People.Person.IsId(command.TriggeredBy))
            return new(command.TriggeredBy, null);
        return attestation.Proves(received.Attestation, received.Value.Span) && People.Person.FromId(command.TriggeredBy) is { } person
            ? new(command.TriggeredBy, person)
            : new(Unproven(command.TriggeredBy), null);
    }

    public static string Unproven(string? claimed) => (claimed ?? "unknown") + NotProven;
}
