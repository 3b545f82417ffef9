using System.Text.Json;
using System.Text.Json.Serialization;
using KillSwitch.StepFunctions.Client;

namespace KillSwitch.WebConsole.Machines;

/// <summary>A state machine, in a list.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Arn">Its ARN.</param>
public sealed record MachineSummary(string Name, string Arn);

/// <summary>A state machine.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Arn">Its ARN.</param>
/// <param name="Definition">Amazon States Language, as text.</param>
public sealed record MachineView(string Name, string Arn, string Definition);

/// <summary>A definition that was looked at.</summary>
/// <param name="Problems">What stands against it; none where it can be run.</param>
public sealed record DefinitionView(IReadOnlyList<DefinitionProblem> Problems);

/// <summary>An execution, in a list.</summary>
/// <param name="Name">Unique within its state machine.</param>
/// <param name="Status">RUNNING, SUCCEEDED, FAILED, TIMED_OUT or ABORTED.</param>
/// <param name="StartedTs">Unix ms.</param>
/// <param name="StoppedTs">Unix ms; null while it runs.</param>
public sealed record ExecutionLine(string Name, string Status, long StartedTs, long? StoppedTs);

/// <summary>An execution, with what its history is read against.</summary>
/// <param name="Name">Unique within its state machine.</param>
/// <param name="Machine">Its state machine's name.</param>
/// <param name="Arn">Its ARN.</param>
/// <param name="Status">RUNNING, SUCCEEDED, FAILED, TIMED_OUT or ABORTED.</param>
/// <param name="StartedTs">Unix ms.</param>
/// <param name="StoppedTs">Unix ms; null while it runs.</param>
/// <param name="Input">What it was given.</param>
/// <param name="Output">What it gave, where it succeeded.</param>
/// <param name="Error">Why it failed, where it did.</param>
/// <param name="Cause">More of that, for people.</param>
/// <param name="RedriveCount">How many times it has been redriven.</param>
/// <param name="RedrivenTs">When it was, the last time, Unix ms.</param>
/// <param name="NotRedrivable">Why it cannot be redriven now; left out where it can.</param>
/// <param name="Definition">The state machine as it was when the execution began: Amazon States Language, as text.</param>
public sealed record ExecutionView(
    string Name,
    string Machine,
    string Arn,
    string Status,
    long StartedTs,
    long? StoppedTs,
    JsonElement Input,
    JsonElement? Output,
    string? Error,
    string? Cause,
    int RedriveCount,
    long? RedrivenTs,
    string? NotRedrivable,
    string Definition);

/// <summary>A task that waits to be answered from outside, in an execution that is no incident's.</summary>
/// <param name="Name">What the history shows in place of its token.</param>
/// <param name="Token">Completes it: SendTaskSuccess and SendTaskFailure take it.</param>
/// <param name="State">The state that waits for it.</param>
/// <param name="Resource">Who was asked.</param>
/// <param name="Input">For what.</param>
/// <param name="SinceTs">Since when the state has been entered, Unix ms.</param>
public sealed record WaitingTaskView(string Name, string Token, string State, string Resource, JsonElement Input, long SinceTs);

/// <summary>Something was done with an execution.</summary>
/// <param name="Machine">Its state machine's name.</param>
/// <param name="Name">The execution.</param>
/// <param name="Message">What, for people.</param>
public sealed record ExecutionReceipt(string Machine, string Name, string Message);

/// <summary>JSON of what the console is shown: snake_case, nulls left out, no reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IReadOnlyList<MachineSummary>))]
[JsonSerializable(typeof(MachineView))]
[JsonSerializable(typeof(DefinitionView))]
[JsonSerializable(typeof(IReadOnlyList<ExecutionLine>))]
[JsonSerializable(typeof(ExecutionView))]
[JsonSerializable(typeof(IReadOnlyList<WaitingTaskView>))]
[JsonSerializable(typeof(ExecutionReceipt))]
[JsonSerializable(typeof(IReadOnlyList<JsonElement>))]
public sealed partial class MachinesJson : JsonSerializerContext;
