using System.Text.Json.Serialization;

namespace KillSwitch.StatesLanguage.Events;

/// <summary>
/// Something that happened in an execution. An execution's state is the fold of its events, from the first on; the
/// events that have a <see cref="HistoryType"/> are also its history, as the service shows it.
/// </summary>
/// <param name="Head">When, where, and its place in the history.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "e")]
[JsonDerivedType(typeof(ExecutionStarted), "ExecutionStarted")]
[JsonDerivedType(typeof(ExecutionSucceeded), "ExecutionSucceeded")]
[JsonDerivedType(typeof(ExecutionFailed), "ExecutionFailed")]
[JsonDerivedType(typeof(ExecutionAborted), "ExecutionAborted")]
[JsonDerivedType(typeof(ExecutionTimedOut), "ExecutionTimedOut")]
[JsonDerivedType(typeof(ExecutionRedriven), "ExecutionRedriven")]
[JsonDerivedType(typeof(StateEntered), "StateEntered")]
[JsonDerivedType(typeof(StateExited), "StateExited")]
[JsonDerivedType(typeof(StateAborted), "StateAborted")]
[JsonDerivedType(typeof(EvaluationFailed), "EvaluationFailed")]
[JsonDerivedType(typeof(TaskScheduled), "TaskScheduled")]
[JsonDerivedType(typeof(ActivityScheduleFailed), "ActivityScheduleFailed")]
[JsonDerivedType(typeof(TaskStarted), "TaskStarted")]
[JsonDerivedType(typeof(TaskSubmitted), "TaskSubmitted")]
[JsonDerivedType(typeof(TaskSubmitFailed), "TaskSubmitFailed")]
[JsonDerivedType(typeof(TaskSucceeded), "TaskSucceeded")]
[JsonDerivedType(typeof(TaskFailed), "TaskFailed")]
[JsonDerivedType(typeof(TaskTimedOut), "TaskTimedOut")]
[JsonDerivedType(typeof(HeartbeatReceived), "HeartbeatReceived")]
[JsonDerivedType(typeof(RetryScheduled), "RetryScheduled")]
[JsonDerivedType(typeof(RetryStarted), "RetryStarted")]
[JsonDerivedType(typeof(WaitStarted), "WaitStarted")]
[JsonDerivedType(typeof(ParallelStateStarted), "ParallelStateStarted")]
[JsonDerivedType(typeof(BranchSucceeded), "BranchSucceeded")]
[JsonDerivedType(typeof(BranchFailed), "BranchFailed")]
[JsonDerivedType(typeof(ParallelStateSucceeded), "ParallelStateSucceeded")]
[JsonDerivedType(typeof(ParallelStateFailed), "ParallelStateFailed")]
[JsonDerivedType(typeof(MapStateStarted), "MapStateStarted")]
[JsonDerivedType(typeof(MapIterationStarted), "MapIterationStarted")]
[JsonDerivedType(typeof(MapIterationSucceeded), "MapIterationSucceeded")]
[JsonDerivedType(typeof(MapIterationFailed), "MapIterationFailed")]
[JsonDerivedType(typeof(MapIterationAborted), "MapIterationAborted")]
[JsonDerivedType(typeof(MapStateSucceeded), "MapStateSucceeded")]
[JsonDerivedType(typeof(MapStateFailed), "MapStateFailed")]
[JsonDerivedType(typeof(FlowFailed), "FlowFailed")]
[JsonDerivedType(typeof(FrameDropped), "FrameDropped")]
public abstract record ExecutionEvent([property: JsonPropertyOrder(-1)] EventHead Head)
{
    /// <summary>The type of the history event; null where history shows nothing.</summary>
    [JsonIgnore]
    public virtual string? HistoryType => null;

    /// <summary>Writes the details of the history event.</summary>
    internal virtual void WriteDetails(HistoryWriter writer)
    {
    }
}
