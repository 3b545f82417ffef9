using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Incidents.Recovery;

/// <summary>What a recovery pass gathers as it goes.</summary>
internal sealed class RecoveryNotes
{
    public int Open { get; set; }
    public List<Scope> Republished { get; } = [];
    public List<Scope> Repaired { get; } = [];
    public List<Scope> Enforced { get; } = [];
    public List<Scope> Adopted { get; } = [];
    public List<Scope> ExecutionsStarted { get; } = [];
    public List<Scope> AnswersSent { get; } = [];
    public List<Scope> ExecutionsUnknown { get; } = [];
    public string? ExecutionsTrouble { get; set; }

    public RecoveryReport Report() => new()
    {
        OpenIncidents = Open,
        Republished = Republished,
        Repaired = Repaired,
        Enforced = Enforced,
        Adopted = Adopted,
        ExecutionsStarted = ExecutionsStarted,
        AnswersSent = AnswersSent,
        ExecutionsUnknown = ExecutionsUnknown,
        ExecutionsTrouble = ExecutionsTrouble,
    };
}
