using System.Text.Json;
using KillSwitch.StatesLanguage.Events;

namespace KillSwitch.StatesLanguage.Executions;

/// <summary>How far a frame has come. Each says all that the next step needs, so that any prefix of the events can be resumed.</summary>
internal abstract record Phase
{
    /// <summary>The state that is being visited; null between states and after the last.</summary>
    public virtual Visit? Visiting => null;

    /// <summary>On the way into a state.</summary>
    internal sealed record Entering(string State, JsonElement Input) : Phase;

    /// <summary>In a state whose work is to begin.</summary>
    internal sealed record Entered(Visit Visit) : Phase
    {
        public override Visit Visiting => Visit;
    }

    /// <summary>A task waits to be begun, or is being done.</summary>
    internal sealed record Working(Visit Visit, long Attempt, TaskRequest Task, DateTimeOffset TimesOutAt, long? HeartbeatSeconds) : Phase
    {
        public override Visit Visiting => Visit;

        public bool Started { get; init; }

        public bool Submitted { get; init; }

        public DateTimeOffset? HeartbeatBy { get; init; }
    }

    /// <summary>A Wait state waits.</summary>
    internal sealed record Waiting(Visit Visit, DateTimeOffset Until) : Phase
    {
        public override Visit Visiting => Visit;
    }

    /// <summary>A failed state waits to be tried again.</summary>
    internal sealed record Retrying(Visit Visit, DateTimeOffset Due) : Phase
    {
        public override Visit Visiting => Visit;
    }

    /// <summary>Branches or iterations run.</summary>
    internal sealed record Forked(Visit Visit, Fork Fork) : Phase
    {
        public override Visit Visiting => Visit;
    }

    /// <summary>The state's work is done; its result is to be shaped.</summary>
    internal sealed record Completed(Visit Visit, JsonElement Result) : Phase
    {
        public override Visit Visiting => Visit;
    }

    /// <summary>The state has failed; retry, catch or pass on.</summary>
    /// <param name="Visit">The visit.</param>
    /// <param name="Error">The error.</param>
    /// <param name="Reported">Whether history has said that a Map or Parallel failed.</param>
    internal sealed record Failing(Visit Visit, StatesError Error, bool Reported) : Phase
    {
        /// <summary>How far a Parallel or Map had come.</summary>
        public Fork? Fork { get; init; }

        public override Visit Visiting => Visit;
    }

    /// <summary>The flow has ended.</summary>
    internal sealed record Ended(JsonElement Output) : Phase;

    /// <summary>The flow has failed in this visit.</summary>
    internal sealed record Failed(Visit? Visit, StatesError Error) : Phase
    {
        /// <summary>How far a Parallel or Map had come.</summary>
        public Fork? Fork { get; init; }

        public override Visit? Visiting => Visit;
    }
}
