using System.Collections.Concurrent;
using KillSwitch.Kafka;
using KillSwitch.Kafka.Reading;
using KillSwitch.Local.Happenings;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Local.Demo;

/// <summary>
/// Follows the topics and tells what happens in them, as it happens. What it counts is for the audience: nothing is proven
/// from it.
/// </summary>
internal sealed class Narrator(KafkaSettings kafka, Screen screen, long sinceMs, Func<long> sent)
{
    private readonly ConcurrentDictionary<Scope, KillState> _states = new();
    private readonly ConcurrentDictionary<string, bool> _seen = new();
    private readonly ConcurrentDictionary<string, bool> _commanded = new();
    private readonly ConcurrentDictionary<string, bool> _published = new();
    private readonly TaskCompletionSource<KillState> _killed = Source<KillState>();
    private readonly TaskCompletionSource<DecisionAudit> _dropped = Source<DecisionAudit>();
    private long _allowed;
    private long _droppedCount;
    private long _rejected;

    /// <summary>The first scope that was killed.</summary>
    public Task<KillState> Killed => _killed.Task;

    /// <summary>The first order that was held back.</summary>
    public Task<DecisionAudit> Dropped => _dropped.Task;

    public long Allowed => Interlocked.Read(ref _allowed);

    public long Decided => Allowed + Interlocked.Read(ref _droppedCount) + Interlocked.Read(ref _rejected);

    /// <summary>Called for each allowed order.</summary>
    public event Action<DecisionAudit>? OrderAllowed;

    /// <summary>The scopes that are killed now.</summary>
    public IReadOnlyList<KillState> KilledNow => [.. _states.Values.Where(s => s.Status == KillStatus.Killed)];

    /// <summary>Kills that the detector commanded.</summary>
    public int KillsCommanded => _commanded.Count;

    /// <summary>Of these, how many are the cause of no state yet.</summary>
    public int KillsUnpublished => _commanded.Keys.Count(id => !_published.ContainsKey(id));

    /// <summary>The newest state seen of a scope.</summary>
    public KillState? StateOf(Scope scope) => _states.GetValueOrDefault(scope);

    /// <summary>Follows all topics until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        string[] topics = [Topics.RiskSignals, Topics.Commands, Topics.State, Topics.Audit];
        try
        {
            var tail = new TopicTail(kafka).FollowAsync(topics, TailStart.Beginning, begun: null, cancellationToken);
            await foreach (var (topic, record) in tail)
            {
                // A topic that was there before has a past that is not this story's.
                if (record.TimestampInMs >= sinceMs && record.Value is not null)
                    Tell(topic, record);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The story is over.
        }
    }

    private void Tell(string topic, TopicRecord record)
    {
        switch (topic)
        {
            case Topics.RiskSignals:
                Signal(record);
                break;
            case Topics.Commands:
                Command(record);
                break;
            case Topics.State:
                State(record);
                break;
            default:
                Audit(record);
                break;
        }
    }

    private void Signal(TopicRecord record)
    {
        if (record.As(ContractsJson.Default.RiskSignal) is { } signal && _seen.TryAdd($"{signal.Scope} {signal.Metric}", true))
            screen.Say(HappeningOf.Signal(signal));
    }

    private void Command(TopicRecord record)
    {
        if (record.As(ContractsJson.Default.Command) is not { } command)
            return;
        if (command is { Action: CommandAction.Kill, TriggeredBy: Workflows.Contracts.Command.DetectorActor })
            _commanded[command.CmdId] = true;
        screen.Say(HappeningOf.Command(command));
    }

    private void State(TopicRecord record)
    {
        if (record.As(ContractsJson.Default.KillState) is not { } state)
            return;
        _states[state.Scope] = state;
        foreach (var cause in state.Causes)
            _published[cause] = true;
        screen.Say(HappeningOf.State(state));
        if (state.Status == KillStatus.Killed)
            _killed.TrySetResult(state);
    }

    private void Audit(TopicRecord record)
    {
        if (record.Header(Workflows.Contracts.Headers.SourceOffset) is not null)
            Decision(record);
        else if (record.As(ContractsJson.Default.StepAudit) is { } step)
            screen.Say(HappeningOf.Step(step));
        screen.Count(
            $"[grey]{sent():#,0} orders · [green]{Allowed:#,0} allowed[/] · [red]{_droppedCount:#,0} dropped[/] · {_rejected:#,0} rejected · {KilledNow.Count} scope(s) killed[/]"
        );
    }

    private void Decision(TopicRecord record)
    {
        if (record.As(ContractsJson.Default.DecisionAudit) is not { } audit)
            return;
        switch (audit.Decision)
        {
            case Workflows.Contracts.Decision.Allow:
                Interlocked.Increment(ref _allowed);
                OrderAllowed?.Invoke(audit);
                break;
            case Workflows.Contracts.Decision.Drop:
                Interlocked.Increment(ref _droppedCount);
                if (_dropped.TrySetResult(audit))
                    screen.Say(HappeningOf.Dropped(audit));
                break;
            case Workflows.Contracts.Decision.Reject:
                Interlocked.Increment(ref _rejected);
                if (_seen.TryAdd("rejected", true))
                    screen.Say(HappeningOf.Rejected(audit));
                break;
            default:
                throw new InvalidOperationException($"Unknown decision {audit.Decision}.");
        }
    }

    private static TaskCompletionSource<T> Source<T>() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
