using System.Text.Json.Serialization;
using KillSwitch.Workflows.LimitChanges.Deciding;
using KillSwitch.Workflows.Limits;

namespace KillSwitch.Workflows.LimitChanges.Steps;

/// <summary>What every step of a change is told: the envelope that each Task of the definition builds.</summary>
public sealed record LimitStepInput
{
    public required string ExecutionArn { get; init; }

    /// <summary>Name of the state.</summary>
    public required string State { get; init; }

    /// <summary>1 for the first try.</summary>
    public required int Attempt { get; init; }

    /// <summary>When the state was entered; the same for every try.</summary>
    public required DateTimeOffset Entered { get; init; }

    public required string ChangeId { get; init; }

    /// <summary>A scope, or <c>GROUP:name</c>.</summary>
    public required string Owner { get; init; }

    public required LimitRule Rule { get; init; }

    /// <summary>Trace of what asked for the change.</summary>
    public string? TraceParent { get; init; }

    /// <summary>Of a task that waits for people; otherwise null.</summary>
    public string? TaskToken { get; init; }

    /// <summary>Never a token in a log or a message.</summary>
    public override string ToString() => $"{State} of {ChangeId} ({Key}), attempt {Attempt}";

    [JsonIgnore]
    internal LimitKey Key => new(Owner, Rule);

    /// <summary>The execution, by the name its ARN ends in.</summary>
    [JsonIgnore]
    internal LimitCarrier Carrier => new(ChangeId, ExecutionArn[(ExecutionArn.LastIndexOf(':') + 1)..]);

    /// <summary>The token of a step that cannot do without.</summary>
    [JsonIgnore]
    internal string Token => TaskToken ?? throw new ArgumentException($"{State} needs 'task_token'.");
}
