using Confluent.Kafka;
using KillSwitch.Chaos.Evidence;
using KillSwitch.Chaos.Load;
using KillSwitch.Chaos.Probes;
using KillSwitch.Chaos.Watching;
using KillSwitch.Kafka;
using KillSwitch.Kafka.Clients;
using KillSwitch.Kafka.Reading;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Chaos.Running;

/// <summary>
/// Lets the system come to rest: every order decided, every command handled, every incident closed or waiting for people.
/// </summary>
internal sealed class Settling(
    KafkaSettings kafka,
    OrderLoad orders,
    DecisionWatch decisions,
    RecoveryProbes probes,
    Desk desk,
    OpenIncidents open,
    RunClock clock
)
{
    private const string IntakeGroup = "killswitch-intake";

    /// <summary>
    /// So many stay killed, that open incidents are there to be checked. No more: whoever waits for people is reminded every quarter of an
    /// hour, and of a hundred somebody always is, while all is read.
    /// </summary>
    private const int LeftKilled = 12;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LinkWithin = TimeSpan.FromSeconds(60);

    /// <summary>How long nothing may move: longer than any retry's pause.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(6);

    /// <returns>What had not come to rest within a while; null if all had.</returns>
    public async Task<string?> SettleAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        var waitingFor = "the brokers to acknowledge all orders";
        try
        {
            await orders.FlushAsync(patience.Token);
            waitingFor = "an account that goes mad to be killed";
            await probes.BreachIsKilledAsync(patience.Token);
            await orders.FlushAsync(patience.Token);
            waitingFor = "approvals and restorations";
            await RestoreAsync(patience.Token);
            waitingFor = "every order to be decided";
            await decisions.UntilDecidedAsync(orders.Acknowledged, patience.Token);
            waitingFor = "every command to be handled";
            await UntilCommandsAreHandledAsync(patience.Token);
            waitingFor = "every incident to be closed or to wait for people";
            await UntilIncidentsRestAsync(patience.Token);
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"waited {Patience.TotalMinutes:0} minutes in vain for {waitingFor}";
        }
    }

    /// <summary>GLOBAL first, then all but a few of the others. Every run shows that GLOBAL takes two.</summary>
    private async Task RestoreAsync(CancellationToken cancellationToken)
    {
        await desk.UntilKilledAsync("alice", Scope.Global, "the day is over", cancellationToken);
        // It may have been killed before: then this kill voids what is asked before it is handled, whoever has approved it by then.
        await UntilCommandsAreHandledAsync(cancellationToken);
        var killed = (await open.ReadAsync(cancellationToken)).ToLookup(i => i.Scope.Kind == ScopeKind.Global);
        await RestoreAsync([.. killed[true]], cancellationToken);
        await RestoreAsync([.. killed[false].Skip(LeftKilled)], cancellationToken);
    }

    private async Task RestoreAsync(IReadOnlyList<Incident> incidents, CancellationToken cancellationToken)
    {
        foreach (var incident in incidents)
            await desk.AskAsync("alice", incident.Scope, "the day is over", cancellationToken);
        // Or else the link of a request before this one is there already.
        await UntilCommandsAreHandledAsync(cancellationToken);
        foreach (var incident in incidents)
        {
            if (await desk.LinkAsync("bob", incident.IncidentId, LinkWithin, cancellationToken) is not { } link)
                continue;
            foreach (var approver in (string[])["bob", "carol"])
                await desk.DecideAsync(approver, link, "APPROVE", "the day is over", cancellationToken);
        }
    }

    private async Task UntilCommandsAreHandledAsync(CancellationToken cancellationToken)
    {
        while (await DedicatedThread.RunAsync(CommandsLeft) > 0)
            await Task.Delay(Poll, clock.Time, cancellationToken);
    }

    private long CommandsLeft()
    {
        try
        {
            using var consumer = new KafkaClients(kafka, null)
                .Member("chaos-lag", IntakeGroup, TimeSpan.FromSeconds(6), staticMemberId: null)
                .Build();
            var partitions = Positions.Of(Topics.Commands, Positions.PartitionCount(consumer, kafka, Topics.Commands));
            var ends = Positions.Ends(consumer, partitions, kafka.AnswerTimeout);
            var committed = consumer.Committed(partitions, kafka.AnswerTimeout).ToDictionary(c => c.Partition.Value, c => c.Offset.Value);
            return ends.Select((end, p) => Math.Max(0, end - Math.Max(0, committed[p]))).Sum();
        }
        catch (Exception e) when (e is KafkaException or KafkaUnreachableException)
        {
            return long.MaxValue;
        }
    }

    /// <summary>
    /// Every open incident waits for people, and has done so for a while. One whose decision is stored and not heard yet is under way: the
    /// pause before a step's next try, and the next pass of the recovery, are up to a minute.
    /// </summary>
    private async Task UntilIncidentsRestAsync(CancellationToken cancellationToken)
    {
        var since = clock.Now;
        IReadOnlyList<string> before = [];
        while (clock.Now - since < Rest)
        {
            var incidents = await open.ReadAsync(cancellationToken);
            var now = incidents.Select(i => $"{i.IncidentId} {i.Phase} {i.CauseCount}").Order(StringComparer.Ordinal).ToList();
            if (!now.SequenceEqual(before) || incidents.Any(i => i.Wait is not { Answer: null }))
                (since, before) = (clock.Now, now);
            await Task.Delay(Poll, clock.Time, cancellationToken);
        }
    }
}
