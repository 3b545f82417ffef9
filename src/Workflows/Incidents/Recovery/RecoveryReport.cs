using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Incidents.Recovery;

/// <summary>What a recovery pass did.</summary>
public sealed record RecoveryReport
{
    /// <summary>How many open incidents it looked at.</summary>
    public required int OpenIncidents { get; init; }

    /// <summary>Scopes whose state the topic lacked: published again.</summary>
    public IReadOnlyList<Scope> Republished { get; init; } = [];

    /// <summary>Scopes whose state in the topic contradicted an open incident: KILLED under a new version.</summary>
    public IReadOnlyList<Scope> Repaired { get; init; } = [];

    /// <summary>Scopes whose kill no execution had published in time: published.</summary>
    public IReadOnlyList<Scope> Enforced { get; init; } = [];

    /// <summary>Scopes killed in the topic for which no incident was open: one was opened.</summary>
    public IReadOnlyList<Scope> Adopted { get; init; } = [];

    /// <summary>Scopes whose execution should have been running and was not: started.</summary>
    public IReadOnlyList<Scope> ExecutionsStarted { get; init; } = [];

    /// <summary>Scopes with a waiting task that was answered; the answer was sent again.</summary>
    public IReadOnlyList<Scope> AnswersSent { get; init; } = [];

    /// <summary>Scopes of which it could not be found out whether an execution runs: looked at in the next pass.</summary>
    public IReadOnlyList<Scope> ExecutionsUnknown { get; init; } = [];

    /// <summary>Why; null if there is none.</summary>
    public string? ExecutionsTrouble { get; init; }

    /// <summary>Whether there was nothing to mend.</summary>
    public bool FoundAllWell =>
        ExecutionsTrouble is null
        && new[] { Republished, Repaired, Enforced, Adopted, ExecutionsStarted, AnswersSent, ExecutionsUnknown }.All(l => l.Count == 0);
}
