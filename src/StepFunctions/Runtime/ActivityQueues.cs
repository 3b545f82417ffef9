using KillSwitch.StatesLanguage.Events;
using KillSwitch.StatesLanguage.Executions;

namespace KillSwitch.StepFunctions.Runtime;

/// <summary>Tasks of activities that no worker has taken yet, oldest first. Thread-safe.</summary>
internal sealed class ActivityQueues
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, LinkedList<(Execution Execution, Effect.OfferActivity Offer)>> _offers = new(
        StringComparer.Ordinal
    );
    private TaskCompletionSource _changed = New();

    public void Offer(Execution execution, Effect.OfferActivity offer)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            var arn = offer.Task.Resource.Text;
            if (!_offers.TryGetValue(arn, out var list))
                _offers[arn] = list = new();
            list.AddLast((execution, offer));
            changed = _changed;
            _changed = New();
        }
        changed.SetResult();
    }

    public void Withdraw(Execution execution, Effect.CancelTask task)
    {
        lock (_lock)
        {
            foreach (var list in _offers.Values)
            {
                for (var node = list.First; node is not null; node = node.Next)
                {
                    if (
                        node.Value.Execution == execution
                        && node.Value.Offer.Frame == task.Frame
                        && node.Value.Offer.Attempt == task.Attempt
                    )
                    {
                        list.Remove(node);
                        return;
                    }
                }
            }
        }
    }

    /// <summary>Gives a worker the oldest task, waiting for one as long as a poll may take.</summary>
    /// <returns>Null where none came in time.</returns>
    public async Task<TaskRequest?> TakeAsync(
        string activityArn,
        string? worker,
        TimeSpan wait,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var until = clock.GetUtcNow() + wait;
        while (true)
        {
            (Execution Execution, Effect.OfferActivity Offer)? taken;
            Task changed;
            lock (_lock)
            {
                taken = Pop(activityArn);
                changed = _changed.Task;
            }
            if (taken is { } task)
            {
                if (
                    await task
                        .Execution.SendAsync(
                            new ExecutionCommand.TakeActivity(task.Offer.Frame, task.Offer.Attempt, worker),
                            cancellationToken
                        )
                        .ConfigureAwait(false)
                )
                    return task.Offer.Task;
                continue;
            }
            var left = until - clock.GetUtcNow();
            if (left <= TimeSpan.Zero)
                return null;
            try
            {
                await changed.WaitAsync(left, clock, cancellationToken).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                return null;
            }
        }
    }

    private (Execution, Effect.OfferActivity)? Pop(string arn)
    {
        if (!_offers.TryGetValue(arn, out var list) || list.First is not { } first)
            return null;
        list.RemoveFirst();
        return first.Value;
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
