using System.Text.Json;
using KillSwitch.StatesLanguage.Definitions;
using KillSwitch.StatesLanguage.Events;
using KillSwitch.StatesLanguage.Executions;
using KillSwitch.Tests;

namespace KillSwitch.StatesLanguage.Tests.Support;

/// <summary>
/// One execution under a test's hand: it answers the tasks and moves the clock. After every decision the events so far
/// are written as JSON, read back and folded anew, which must give the same state.
/// </summary>
internal sealed class Run
{
    public static readonly ExecutionIdentity Identity = new(
        "arn:aws:states:us-east-1:000000000000:execution:m:e",
        "e",
        "arn:aws:states:us-east-1:000000000000:stateMachine:m",
        "m",
        "arn:aws:iam::000000000000:role/r"
    );

    private readonly Decider _decider;
    private readonly List<ExecutionEvent> _events = [];
    private readonly List<Effect> _tasks = [];

    public Run(string definition, ScriptedJsonata? jsonata = null) : this(StateMachine.Parse(definition), new TestHost(), jsonata)
    {
    }

    private Run(StateMachine machine, ITaskHost host, ScriptedJsonata? jsonata) =>
        _decider = new Decider(machine, host, jsonata ?? new ScriptedJsonata(), Entropy);

    public FakeTimeProvider Clock { get; } = new(TradingDay.Opens);

    /// <summary>When it wants to be woken; null while nothing but an answer can move it.</summary>
    public DateTimeOffset? Due { get; private set; }

    public FixedEntropy Entropy { get; } = new();

    public ExecutionState State { get; private set; } = ExecutionState.None;

    public IReadOnlyList<ExecutionEvent> Events => _events;

    /// <summary>The types of the history so far.</summary>
    public IReadOnlyList<string> History => [.. _events.Where(e => e.Head.Id > 0).Select(e => e.HistoryType!)];

    /// <summary>Tasks that wait for an answer, oldest first.</summary>
    public IReadOnlyList<Effect.InvokeTask> Tasks => [.. _tasks.OfType<Effect.InvokeTask>()];

    public Effect.InvokeTask Task => Assert.Single(Tasks);

    public string? Output => State.Output is { } output ? Json.Text(output) : null;

    public static Run Started(string definition, string input = "{}", ScriptedJsonata? jsonata = null)
    {
        var run = new Run(definition, jsonata);
        run.Send(new ExecutionCommand.Start(Identity, Json.Parse(input)));
        return run;
    }

    /// <summary>An execution of a definition that was accepted by whom it may concern, on a host that refuses.</summary>
    public static Run Restored(string definition, TestHost host, string input = "{}")
    {
        var run = new Run(StateMachine.Restore(definition), host, null);
        run.Send(new ExecutionCommand.Start(Identity, Json.Parse(input)));
        return run;
    }

    /// <summary>The execution as another process would take it up from the first events of this one.</summary>
    public static Run Resumed(string definition, IReadOnlyList<ExecutionEvent> events, TimeSpan elapsed, ScriptedJsonata? jsonata = null)
    {
        var run = new Run(definition, jsonata);
        run.Clock.Advance(elapsed);
        run._events.AddRange(events);
        run.State = ExecutionState.Of(events);
        foreach (var effect in Effects.Of(run.State))
            run.Perform(effect);
        if (run.State.Execution is null)
            run.Send(new ExecutionCommand.Start(Identity, Json.EmptyObject));
        else
            run.Send(new ExecutionCommand.Advance());
        return run;
    }

    public void Succeed(string output = "{}") => Succeed(Tasks[0], output);

    public void Succeed(Effect.InvokeTask task, string output) =>
        Send(new ExecutionCommand.SucceedTask(task.Frame, task.Attempt, Json.Parse(output)));

    public void Fail(string error, string? cause = null) =>
        Send(new ExecutionCommand.FailTask(Tasks[0].Frame, Tasks[0].Attempt, new StatesError(error, cause)));

    public void Submit(string output = "{}") => Send(new ExecutionCommand.SubmitTask(Tasks[0].Frame, Tasks[0].Attempt, Json.Parse(output)));

    public void Stop() => Send(new ExecutionCommand.Stop(new StatesError("Stopped", "by a test")));

    /// <returns>Whether the command was accepted.</returns>
    public bool Send(ExecutionCommand command)
    {
        var accepted = Decide(command, out var more);
        while (more)
            Decide(new ExecutionCommand.Advance(), out more);
        CheckReplay();
        return accepted;
    }

    /// <summary>Moves the clock, and wakes the execution whenever that is due on the way.</summary>
    public void Advance(double seconds)
    {
        var end = Clock.GetUtcNow() + TimeSpan.FromSeconds(seconds);
        while (Due is { } due && due <= end)
        {
            Due = null;
            Clock.SetUtcNow(due);
            Send(new ExecutionCommand.Advance());
        }
        Clock.SetUtcNow(end);
    }

    private bool Decide(ExecutionCommand command, out bool more)
    {
        var pending = _decider.DecideAsync(State, command, Clock.GetUtcNow(), CancellationToken.None);
        Assert.True(pending.IsCompleted, "the scripted evaluator answers at once");
        var decision = pending.Result;
        more = decision.HasMore;
        State = decision.State;
        _events.AddRange(decision.Events);
        foreach (var effect in decision.Effects)
            Perform(effect);
        return decision.Accepted;
    }

    private void Perform(Effect effect)
    {
        switch (effect)
        {
            case Effect.SetTimer e:
                Due = e.Due > Clock.GetUtcNow() ? e.Due : null;
                break;
            case Effect.CancelTask e:
                _tasks.RemoveAll(t =>
                    t is Effect.InvokeTask i && i.Frame == e.Frame && i.Attempt == e.Attempt
                    || t is Effect.OfferActivity o && o.Frame == e.Frame && o.Attempt == e.Attempt
                );
                break;
            default:
                _tasks.Add(effect);
                break;
        }
    }

    private void CheckReplay()
    {
        var json = _events.Select(e => JsonSerializer.Serialize(e, EventsJson.Default.ExecutionEvent));
        var read = json.Select(j => JsonSerializer.Deserialize(j, EventsJson.Default.ExecutionEvent)!);
        Assert.Equal(State.Fingerprint(), ExecutionState.Of(read).Fingerprint());
    }
}
