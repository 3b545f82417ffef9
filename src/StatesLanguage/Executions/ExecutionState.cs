using System.Collections.Immutable;
using System.Text.Json;
using KillSwitch.StatesLanguage.Events;

namespace KillSwitch.StatesLanguage.Executions;

/// <summary>Where an execution stands: the fold of its events (<see cref="Evolution"/>). Immutable.</summary>
public sealed record ExecutionState
{
    /// <summary>Before the first event.</summary>
    public static ExecutionState None { get; } = new();

    /// <summary>Null before the first event.</summary>
    public ExecutionIdentity? Execution { get; init; }

    public ExecutionStatus Status { get; init; }

    public JsonElement Input { get; init; } = Json.EmptyObject;

    public JsonElement? Output { get; init; }

    public StatesError? Error { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? StoppedAt { get; init; }

    /// <summary>When the definition's TimeoutSeconds ends it.</summary>
    public DateTimeOffset? TimesOutAt { get; init; }

    /// <summary>When the latest event happened. No later one happened before it.</summary>
    public DateTimeOffset LastAt { get; init; }

    /// <summary>The number of the latest history event.</summary>
    public long LastEventId { get; init; }

    /// <summary>How many times it has been redriven.</summary>
    public int RedriveCount { get; init; }

    /// <summary>When it was, the last time.</summary>
    public DateTimeOffset? RedrivenAt { get; init; }

    /// <summary>The latest that were asked for with a client token, the earliest first.</summary>
    public ImmutableList<RedriveRequest> RedriveRequests { get; init; } = [];

    internal ImmutableSortedDictionary<int, Frame> Frames { get; init; } = ImmutableSortedDictionary<int, Frame>.Empty;

    /// <summary>
    /// Frames that do nothing any more because they failed, or were given up, as they were then: what a redrive goes on with.
    /// </summary>
    internal ImmutableSortedDictionary<int, Frame> Halted { get; init; } = ImmutableSortedDictionary<int, Frame>.Empty;

    /// <summary>The number the next branch or iteration gets.</summary>
    internal int NextFrame { get; init; } = 1;

    public bool IsRunning => Execution is not null && Status == ExecutionStatus.Running;

    /// <summary>The fold of events.</summary>
    public static ExecutionState Of(IEnumerable<ExecutionEvent> events) => events.Aggregate(None, Evolution.Apply);

    /// <summary>A digest that is equal exactly when two states would act alike: to prove that replay restores what was.</summary>
    public string Fingerprint() => StateFingerprint.Of(this);

    internal ExecutionState With(Frame frame) => this with { Frames = Frames.SetItem(frame.Id, frame) };

    internal ExecutionState Without(int frame) => this with { Frames = Frames.Remove(frame) };

    /// <summary>Without a frame that is given up, or has failed, which a redrive may go on with.</summary>
    internal ExecutionState Halting(int frame) => Without(frame) with { Halted = Halted.SetItem(frame, Frames[frame]) };

    /// <summary>Without what halted in a frame that goes on: nobody comes back to it.</summary>
    internal ExecutionState Forgetting(int frame)
    {
        var state = this;
        foreach (var under in Halted.Values.Where(f => f.Parent == frame))
        {
            state = state.Forgetting(under.Id);
            state = state with { Halted = state.Halted.Remove(under.Id) };
        }
        return state;
    }
}
