using System.Text.Json.Serialization;
using KillSwitch.Workflows.Incidents.Deciding;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Incidents.Steps;

/// <summary>What every step is told: the envelope that each Task of the definition builds.</summary>
public sealed record StepInput
{
    public required string ExecutionArn { get; init; }

    /// <summary>Name of the state.</summary>
    public required string State { get; init; }

    /// <summary>1 for the first try.</summary>
    public required int Attempt { get; init; }

    /// <summary>When the state was entered; the same for every try.</summary>
    public required DateTimeOffset Entered { get; init; }

    public required string IncidentId { get; init; }

    public required Scope Scope { get; init; }

    /// <summary>Of the first kill.</summary>
    public required string CorrId { get; init; }

    /// <summary>Trace of what caused the incident.</summary>
    public string? TraceParent { get; init; }

    /// <summary>Of a task that waits for people; otherwise null.</summary>
    public string? TaskToken { get; init; }

    /// <summary>The unkill request a step is about; otherwise null.</summary>
    public int? Request { get; init; }

    /// <summary>Never a token in a log or a message.</summary>
    public override string ToString() => $"{State} of {IncidentId} ({Scope}), attempt {Attempt}";

    /// <summary>The execution, by the name its ARN ends in.</summary>
    [JsonIgnore]
    internal Carrier Carrier => new(IncidentId, ExecutionArn[(ExecutionArn.LastIndexOf(':') + 1)..]);

    /// <summary>The request of a step that cannot do without.</summary>
    [JsonIgnore]
    internal int RequestNumber => Request ?? throw new ArgumentException($"{State} needs 'request', the number of the unkill request.");

    /// <summary>The token of a step that cannot do without.</summary>
    [JsonIgnore]
    internal string Token => TaskToken ?? throw new ArgumentException($"{State} needs 'task_token'.");
}
