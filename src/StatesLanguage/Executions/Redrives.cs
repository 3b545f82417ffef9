using System.Collections.Immutable;
using KillSwitch.StatesLanguage.Events;

namespace KillSwitch.StatesLanguage.Executions;

/// <summary>
/// What a redrive makes of the state: each flow goes on in the state in which it failed or was given up, with the input and the time of
/// entry that it had, and all its retries. What succeeded is not done again.
/// </summary>
public static class Redrives
{
    /// <summary>How many client tokens are remembered.</summary>
    public const int RememberedTokens = 10;

    /// <summary>For how long after its end an execution can be redriven.</summary>
    private static readonly TimeSpan s_within = TimeSpan.FromDays(14);

    /// <summary>The redrive itself, and something that follows.</summary>
    private const int LeastEventsLeft = 2;

    /// <summary>Why an execution cannot be redriven now; null where it can.</summary>
    public static string? WhyNot(ExecutionState state, DateTimeOffset now) => state switch
    {
        { Status: ExecutionStatus.Running } => "Execution is RUNNING and cannot be redriven",
        { Status: ExecutionStatus.Succeeded } => "Execution is SUCCEEDED and cannot be redriven",
        { StoppedAt: { } stopped } when now - stopped > s_within =>
            $"Execution ended more than {s_within.TotalDays:0} days ago and cannot be redriven",
        { LastEventId: var last } when last > Limits.HistoryEvents - LeastEventsLeft =>
            $"Execution has {last} history events, of {Limits.HistoryEvents} at most, and cannot be redriven",
        _ => null,
    };

    internal static ExecutionState Begun(ExecutionState state, ExecutionRedriven e) => state with
    {
        Status = ExecutionStatus.Running,
        Error = null,
        StoppedAt = null,
        TimesOutAt = e.TimesOutAt,
        RedriveCount = e.Count,
        RedrivenAt = e.Head.At,
        RedriveRequests = e.ClientToken is { } token
            ? [.. state.RedriveRequests.TakeLast(RememberedTokens - 1), new RedriveRequest(token, e.Head.At)]
            : state.RedriveRequests,
        Frames = state.Halted.ToImmutableSortedDictionary(f => f.Key, f => Resumed(f.Value, e.Head.Id)),
        Halted = ImmutableSortedDictionary<int, Frame>.Empty,
    };

    private static Frame Resumed(Frame frame, long redriven) => frame.Phase switch
    {
        Phase.Forked p => Again(frame, p.Visit, p.Fork),
        Phase.Failing { Fork: { } fork } p => Again(frame, p.Visit, fork),
        Phase.Failed { Fork: { } fork, Visit: { } visit } => Again(frame, visit, fork),
        Phase.Entered or Phase.Working or Phase.Waiting or Phase.Retrying or Phase.Failing or Phase.Failed
            when frame.Phase.Visiting is { } visit => frame with
            {
                Phase = new Phase.Entered(Anew(visit)),
                IterationAborted = false,
                // A Fail state has no event of its own that its failure could follow.
                Previous = visit.Type == "Fail" ? redriven : visit.EnteredId,
            },
        _ => frame with { IterationAborted = false },
    };

    private static Frame Again(Frame frame, Visit visit, Fork fork) => frame with
    {
        Phase = new Phase.Forked(Anew(visit), fork with { Failure = null, FailedChild = null }),
        IterationAborted = false,
    };

    private static Visit Anew(Visit visit) => visit with { Retries = 0, ByRetrier = ImmutableSortedDictionary<int, int>.Empty };
}
