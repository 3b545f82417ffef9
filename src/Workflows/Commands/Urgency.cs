using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Commands;

/// <summary>Which of the commands that wait goes first; the smaller value does.</summary>
public enum Urgency
{
    /// <summary>Of <c>GLOBAL</c>: it stops more than all others together.</summary>
    Global,

    /// <summary>From a person, who waits for it.</summary>
    Person,

    /// <summary>From the detector, which in a bad minute commands thousands; and what is no command.</summary>
    Detector,
}

/// <summary>Tells how urgent a command is.</summary>
public static class Urgencies
{
    /// <summary>
    /// Whoever may write commands may claim to be a person. It gets them no more than a place further ahead, which the next person's
    /// command shares; so it needs no proof.
    /// </summary>
    public static Urgency Of(ReceivedCommand received) => CommandParser.Read(received.Value) switch
    {
        null => Urgency.Detector,
        { Scope.Kind: ScopeKind.Global } => Urgency.Global,
        { TriggeredBy: Command.DetectorActor } => Urgency.Detector,
        _ => Urgency.Person,
    };
}
