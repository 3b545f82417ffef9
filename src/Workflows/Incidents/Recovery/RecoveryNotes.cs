using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Incidents.Recovery;

/// <summary>What a recovery pass gathers as it goes.</summary>
internal sealed class RecoveryNotes
{
    public int Open { get; set; }
    public List<Scope> Republished { get; } = [];
    public List<Scope> Repaired { get; } = [];
    public List<Scope> Adopted { get; } = [];
    public List<Scope> ExecutionsStarted { get; } = [];
    public List<Scope> AnswersSent { get; } = [];

    public RecoveryReport Report() => new(Open, Republished, Repaired, Adopted, ExecutionsStarted, AnswersSent);
}
