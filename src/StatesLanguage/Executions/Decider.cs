using System.Text.Json;
using KillSwitch.StatesLanguage.Definitions;
using KillSwitch.StatesLanguage.Events;
using KillSwitch.StatesLanguage.Jsonata;

namespace KillSwitch.StatesLanguage.Executions;

/// <summary>
/// Decides what follows from a command: events, and the effects that they call for. Holds nothing between calls;
/// thread-safe. Awaits nothing but the evaluator.
/// </summary>
public sealed class Decider(StateMachine machine, ITaskHost host, IJsonata jsonata, IEntropy entropy)
{
    /// <summary>
    /// Steps taken in one decision; more are taken by <see cref="ExecutionCommand.Advance"/>, so that a loop without end can be
    /// stopped.
    /// </summary>
    private const int StepsPerDecision = 256;

    /// <summary>The least that a state can show as a later time.</summary>
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(1);

    public async ValueTask<ExecutionDecision> DecideAsync(
        ExecutionState state,
        ExecutionCommand command,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var draft = new Draft(machine, host, state, NoEarlier(state, now), jsonata, entropy, cancellationToken);
        if (!Accept(draft, command))
            return new ExecutionDecision(state, [], [], Accepted: false, HasMore: false);
        var more = true;
        for (var step = 0; more && step < StepsPerDecision; step++)
            more = await Steps.TakeOneAsync(draft).ConfigureAwait(false);
        return new ExecutionDecision(draft.State, draft.Events, Effects.Between(state, draft.State), Accepted: true, HasMore: more);
    }

    /// <summary>
    /// An execution's time never goes back, whatever its clock does: what was entered later shows as entered later, which is how those
    /// who are called by it tell a newer try from one that comes late.
    /// </summary>
    private static DateTimeOffset NoEarlier(ExecutionState state, DateTimeOffset now) => now < state.LastAt ? state.LastAt + s_tick : now;

    private bool Accept(Draft draft, ExecutionCommand command)
    {
        if (command is ExecutionCommand.Start start)
        {
            if (draft.State.Execution is not null)
                return false;
            draft.History(0, 0, head => new ExecutionStarted(head, start.Execution, start.Input, draft.Root.StartAt, TimesOutAt(draft)));
            return true;
        }
        if (command is ExecutionCommand.Redrive redrive)
        {
            if (draft.State.Execution is null || Redrives.WhyNot(draft.State, draft.Now) is not null)
                return false;
            var count = draft.State.RedriveCount + 1;
            draft.History(0, draft.State.LastEventId, head => new ExecutionRedriven(head, count, redrive.ClientToken, TimesOutAt(draft)));
            return true;
        }
        if (!draft.State.IsRunning)
            return false;
        switch (command)
        {
            case ExecutionCommand.Advance:
                return true;
            case ExecutionCommand.Stop stop:
                draft.History(0, 0, head => new ExecutionAborted(head, stop.Error));
                return true;
            case ExecutionCommand.SucceedTask c:
                return OnTask(draft, c.Frame, c.Attempt, (frame, working) => Succeed(draft, frame, working, c.Output));
            case ExecutionCommand.SubmitTask c:
                return OnTask(draft, c.Frame, c.Attempt, (frame, working) => Submit(draft, frame, working, c.Output));
            case ExecutionCommand.FailTask c:
                return OnTask(draft, c.Frame, c.Attempt, (frame, working) =>
                    draft.History(frame, head => new TaskFailed(head, working.Task.Resource, c.Error)));
            case ExecutionCommand.FailSubmission c:
                return OnTask(draft, c.Frame, c.Attempt, (frame, working) =>
                    draft.History(frame, head => new TaskSubmitFailed(head, working.Task.Resource, c.Error)));
            case ExecutionCommand.Heartbeat c:
                return OnTask(draft, c.Frame, c.Attempt, (frame, working) =>
                {
                    if (working.HeartbeatSeconds is { } every)
                        draft.Note(frame.Id, head => new HeartbeatReceived(head, draft.Now.AddSeconds(every)));
                });
            case ExecutionCommand.TakeActivity c:
                return OnTask(draft, c.Frame, c.Attempt, (frame, working) =>
                    draft.History(frame, head => new TaskStarted(head, working.Task.Resource, c.WorkerName)),
                    // Whoever took it first has it.
                    where: working => !working.Started);
            default:
                throw new ArgumentOutOfRangeException(nameof(command), command, "Unknown command.");
        }
    }

    private DateTimeOffset? TimesOutAt(Draft draft) => machine.TimeoutSeconds is { } seconds ? draft.Now.AddSeconds(seconds) : null;

    private static bool OnTask(
        Draft draft,
        int frame,
        long attempt,
        Action<Frame, Phase.Working> act,
        Func<Phase.Working, bool>? where = null
    )
    {
        if (!draft.State.Frames.TryGetValue(frame, out var found) || found.Phase is not Phase.Working working || working.Attempt != attempt)
            return false;
        if (where?.Invoke(working) == false)
            return false;
        act(found, working);
        return true;
    }

    private static void Submit(Draft draft, Frame frame, Phase.Working working, JsonElement output)
    {
        if (Json.Bytes(output) > Limits.PayloadBytes)
            draft.History(frame, head => new TaskSubmitFailed(head, working.Task.Resource, TooLarge(working.Task.Resource)));
        else
            draft.History(frame, head => new TaskSubmitted(head, working.Task.Resource, output));
    }

    private static void Succeed(Draft draft, Frame frame, Phase.Working working, JsonElement output)
    {
        if (Json.Bytes(output) > Limits.PayloadBytes)
            draft.History(frame, head => new TaskFailed(head, working.Task.Resource, TooLarge(working.Task.Resource)));
        else
            draft.History(frame, head => new TaskSucceeded(head, working.Task.Resource, output));
    }

    private static StatesError TooLarge(TaskResource resource) =>
        Failures.TooLarge(resource.Kind == TaskKind.Integration ? resource.Service : resource.Text);
}
