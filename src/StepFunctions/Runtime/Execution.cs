using KillSwitch.StatesLanguage;
using KillSwitch.StatesLanguage.Events;
using KillSwitch.StatesLanguage.Executions;
using KillSwitch.StepFunctions.Journal;
using KillSwitch.StepFunctions.Resources;

namespace KillSwitch.StepFunctions.Runtime;

/// <summary>
/// One execution: takes commands one after the other, writes what they lead to into the journal, and only then has the
/// effects performed. Thread-safe.
/// </summary>
/// <param name="arn">Its ARN.</param>
/// <param name="name">Its name, the last part of it.</param>
/// <param name="machine">The revision it began with.</param>
/// <param name="inputText">As it was given.</param>
/// <param name="decider">Decides by that revision.</param>
/// <param name="engine">Journal, clock and tasks.</param>
/// <param name="opening">What goes into the journal before the first events; null where it is there.</param>
internal sealed class Execution(
    string arn,
    string name,
    Machine machine,
    string inputText,
    Decider decider,
    Engine engine,
    JournalEntry? opening
) : IDisposable
{
    /// <summary>A timer is set for at most this long, and again if it was too early: timers do not reach as far as states wait.</summary>
    private static readonly TimeSpan LongestTimer = TimeSpan.FromHours(24);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Lock _lock = new();
    private readonly List<ExecutionEvent> _history = [];
    private readonly Dictionary<(int Frame, long Attempt), CancellationTokenSource> _calls = [];
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ExecutionClock _clock = new(engine.Clock);
    private JournalEntry? _opening = opening;
    private ITimer? _timer;
    private DateTimeOffset? _due;
    private bool _disposed;

    public string Arn => arn;

    public string Name => name;

    public Machine Machine => machine;

    public string InputText => inputText;

    /// <summary>The latest state that is in the journal.</summary>
    public ExecutionState State { get; private set; } = ExecutionState.None;

    /// <summary>Completes when its start is in the journal, or fails with what kept it from there.</summary>
    public Task Started => _started.Task;

    /// <summary>Completes when the execution has ended, be it to be redriven or not.</summary>
    public Task Over => _over.Task;

    /// <summary>The history so far; what is taken does not change any more.</summary>
    public IReadOnlyList<ExecutionEvent> History()
    {
        lock (_lock)
            return _history.ToArray();
    }

    /// <summary>Folds events that the journal held.</summary>
    public void Replay(IReadOnlyList<ExecutionEvent> events)
    {
        if (events.Count > 0)
            _clock.NotBefore(events[^1].Head.At);
        Take(events.Aggregate(State, Evolution.Apply), events);
    }

    /// <summary>Tells whoever waits for the start that there is none.</summary>
    public void NotStarted(Exception why) => _started.TrySetException(why);

    /// <summary>Sets going again what was in flight when the engine ended.</summary>
    public void Resume()
    {
        foreach (var effect in Effects.Of(State))
        {
            if (effect is Effect.InvokeTask invoke)
                Logs.InvokedAgain(engine.Logger, invoke.Task.Resource.Text, arn);
            Perform(effect);
        }
        Post(new ExecutionCommand.Advance());
    }

    /// <returns>False where the command was for a task that no longer waits.</returns>
    public async Task<bool> SendAsync(ExecutionCommand command, CancellationToken cancellationToken)
    {
        bool more;
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_disposed)
                return false;
            var before = State;
            // Not the caller's token: what has been decided is carried through.
            var decision = await decider.DecideAsync(before, command, _clock.Now(), engine.Stopping).ConfigureAwait(false);
            if (!decision.Accepted)
                return false;
            if (decision.Events.Count > 0)
                await JournalAsync(new JournalEntry.ExecutionWent(arn, decision.Events)).ConfigureAwait(false);
            engine.Tokens.Update(this, before, decision.State);
            Take(decision.State, decision.Events);
            foreach (var effect in decision.Effects)
                Perform(effect);
            more = decision.HasMore;
        }
        finally
        {
            _turn.Release();
        }
        if (more)
            Post(new ExecutionCommand.Advance());
        return true;
    }

    /// <summary>Sends a command and does not wait for what comes of it.</summary>
    public void Post(ExecutionCommand command) => _ = Task.Run(() => PostAsync(command));

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            _timer?.Dispose();
            foreach (var call in _calls.Values)
                call.Cancel();
        }
    }

    private async Task JournalAsync(JournalEntry went)
    {
        await engine.Journal.AppendAsync(_opening is null ? [went] : [_opening, went]).ConfigureAwait(false);
        _opening = null;
    }

    private async Task PostAsync(ExecutionCommand command)
    {
        try
        {
            await SendAsync(command, engine.Stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (engine.Stopping.IsCancellationRequested)
        {
            // The engine stops; the journal knows where to go on.
        }
        catch (Exception failure)
        {
            Logs.ExecutionStuck(engine.Logger, arn, failure.Message, failure);
        }
    }

    private void Take(ExecutionState state, IReadOnlyList<ExecutionEvent> events)
    {
        lock (_lock)
            _history.AddRange(events.Where(e => e.HistoryType is not null));
        State = state;
        _started.TrySetResult();
        if (state.Status != ExecutionStatus.Running)
            _over.TrySetResult();
        else if (_over.Task.IsCompleted)
            _over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private void Perform(Effect effect)
    {
        switch (effect)
        {
            case Effect.InvokeTask e:
                Invoke(e);
                break;
            case Effect.OfferActivity e:
                engine.Activities.Offer(this, e);
                break;
            case Effect.CancelTask e:
                Cancel(e);
                break;
            case Effect.SetTimer e:
                SetTimer(e.Due);
                break;
        }
    }

    private void Invoke(Effect.InvokeTask effect)
    {
        var call = CancellationTokenSource.CreateLinkedTokenSource(engine.Stopping);
        lock (_lock)
            _calls[(effect.Frame, effect.Attempt)] = call;
        _ = Task.Run(() => InvokeAsync(effect, call));
    }

    private async Task InvokeAsync(Effect.InvokeTask effect, CancellationTokenSource call)
    {
        var waits = effect.Task.Token is not null;
        ExecutionCommand outcome;
        try
        {
            var answer = await engine.InvokeAsync(effect.Task, call.Token).ConfigureAwait(false);
            outcome = waits
                ? new ExecutionCommand.SubmitTask(effect.Frame, effect.Attempt, answer)
                : new ExecutionCommand.SucceedTask(effect.Frame, effect.Attempt, answer);
        }
        catch (TaskFailureException failure)
        {
            outcome = waits
                ? new ExecutionCommand.FailSubmission(effect.Frame, effect.Attempt, failure.Error)
                : new ExecutionCommand.FailTask(effect.Frame, effect.Attempt, failure.Error);
        }
        catch (OperationCanceledException) when (call.IsCancellationRequested)
        {
            return;
        }
        catch (Exception fault)
        {
            outcome = new ExecutionCommand.FailTask(effect.Frame, effect.Attempt, new StatesError(ErrorNames.Runtime, fault.Message));
        }
        finally
        {
            Forget((effect.Frame, effect.Attempt));
        }
        await PostAsync(outcome).ConfigureAwait(false);
    }

    private void Cancel(Effect.CancelTask effect)
    {
        engine.Activities.Withdraw(this, effect);
        lock (_lock)
        {
            if (_calls.Remove((effect.Frame, effect.Attempt), out var call))
                call.Cancel();
        }
    }

    private void Forget((int Frame, long Attempt) key)
    {
        lock (_lock)
        {
            if (_calls.Remove(key, out var call))
                call.Dispose();
        }
    }

    private void SetTimer(DateTimeOffset? due)
    {
        lock (_lock)
        {
            if (_disposed)
                return;
            _due = due;
            _timer ??= engine.Clock.CreateTimer(
                static self => ((Execution)self!).OnTimer(),
                this,
                Timeout.InfiniteTimeSpan,
                Timeout.InfiniteTimeSpan
            );
            _timer.Change(Until(due), Timeout.InfiniteTimeSpan);
        }
    }

    private void OnTimer()
    {
        lock (_lock)
        {
            if (_disposed || _due is null)
                return;
            if (_due > _clock.Now())
            {
                _timer!.Change(Until(_due), Timeout.InfiniteTimeSpan);
                return;
            }
        }
        Post(new ExecutionCommand.Advance());
    }

    private TimeSpan Until(DateTimeOffset? due)
    {
        if (due is null)
            return Timeout.InfiniteTimeSpan;
        var left = due.Value - _clock.Now();
        // Timers count whole milliseconds; rounded up, so that none fires before it is due.
        return left <= TimeSpan.Zero ? TimeSpan.Zero
            : left > LongestTimer ? LongestTimer
            : TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds));
    }
}
