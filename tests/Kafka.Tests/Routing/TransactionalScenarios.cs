using KillSwitch.Kafka.Clients;
using KillSwitch.Kafka.Reading;
using KillSwitch.Kafka.Routing;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Limits;
using KillSwitch.Workflows.Routing;

namespace KillSwitch.Kafka.Tests.Routing;

/// <summary>What transactional delivery promises when a router stops, or stands still, at the worst moment.</summary>
internal static class TransactionalScenarios
{
    public static async Task StoppedBeforeCommit_LeavesNothingAndIsDecidedAgainOnce(KafkaSettings settings)
    {
        using var flow = new Flow(settings);
        await flow.SendAsync(20, partition: 0);
        StopBeforeCommit? stopped = null;
        await using (
            var first = new RunningRouter(settings, RouterScenarios.Options("router-a", DeliveryMode.Transactional), (p, d) =>
                p == 0 ? stopped = new StopBeforeCommit(d) : d
            )
        )
            await first.UntilAsync(_ => stopped?.Stopped.Task.IsCompleted == true);
        Assert.Empty(await flow.AuditsAsync());
        Assert.Empty((await flow.ReadAsync(Topics.GatedOrders)).Records);

        await using var second = new RunningRouter(settings, RouterScenarios.Options("router-b", DeliveryMode.Transactional));
        await flow.SendAsync(5, partition: 0);
        await flow.UntilAuditedAsync(25);

        var audits = await flow.RequireExactlyOnceAsync();
        Assert.All(audits, a => Assert.Equal("router-b", a.Service));
        var withAborted = await new TopicReader(settings).ReadAllAsync(Topics.GatedOrders, readCommitted: false, CancellationToken.None);
        Assert.True(withAborted.Records.Count() > 25, "the first router's copies should have been written and aborted");
    }

    /// <summary>Stopped in each of the partition's two transactions: one is committed under either id, and the next is open.</summary>
    public static async Task StoppedBetweenTheTwo_LeavesTheFirstAndTheSecondIsDecidedAgainOnce(KafkaSettings settings, int committed)
    {
        using var flow = new Flow(settings);
        StopBeforeCommit? stopped = null;
        await using (
            var first = new RunningRouter(settings, RouterScenarios.Options("router-a", DeliveryMode.Transactional), (p, d) =>
                p == 0 ? stopped = new StopBeforeCommit(d, committed) : d
            )
        )
        {
            for (var i = 1; i <= committed; i++)
            {
                await flow.SendAsync(10, partition: 0);
                await flow.UntilAuditedAsync(10 * i);
            }
            await flow.SendAsync(10, partition: 0);
            await first.UntilAsync(_ => stopped?.Stopped.Task.IsCompleted == true);
        }
        Assert.Equal(10 * committed, (await flow.AuditsAsync()).Count);

        await using var second = new RunningRouter(settings, RouterScenarios.Options("router-b", DeliveryMode.Transactional));
        await flow.UntilAuditedAsync(10 * (committed + 1));

        Assert.Equal(10, (await flow.RequireExactlyOnceAsync()).Count(a => a.Service == "router-b"));
    }

    /// <summary>Two owners of one partition, the first with a decided batch in its hands: only the second one's counts.</summary>
    public static async Task FrozenWhileAnotherTookOver_IsFencedAndNothingIsTwice(KafkaSettings settings)
    {
        using var flow = new Flow(settings);
        await flow.SendAsync(10, partition: 0);
        var clients = new KafkaClients(settings, null);
        using var tails = new OutputTails(clients);
        using var frozen = new TransactionalDelivery(
            clients,
            RouterScenarios.Options("router-a", DeliveryMode.Transactional),
            0,
            TimeProvider.System
        );
        frozen.FenceOff(tails, CancellationToken.None);
        var context = new DecisionContext(StateHistory.Nothing([0, 0, 0]), "router-a", nowInMs: 1);
        var batch = tails.Range(Topics.Orders, 0, 0, 10, CancellationToken.None)
            .Select(OrderRecord.Of)
            .Select(o => new DecidedOrder(o, Decide(o), context))
            .ToList();
        frozen.Write(batch, 10);

        await using var other = new RunningRouter(settings, RouterScenarios.Options("router-b", DeliveryMode.Transactional));
        await flow.UntilAuditedAsync(10);

        Assert.Throws<PartitionLostException>(() => frozen.Commit(CancellationToken.None));
        Assert.Throws<PartitionLostException>(() => frozen.Deliver(batch, 10, CancellationToken.None));
        var written = await flow.RequireExactlyOnceAsync();
        Assert.All(written, a => Assert.Equal("router-b", a.Service));

        RoutedOrder Decide(OrderRecord order)
        {
            var source = new OrderSource(0, order.Offset);
            return DecisionCore.Decide(5, order.Value, order.SentInMs, source, context, OrderChecks.None, new AuditJson());
        }
    }

    public static async Task DeliveryChanged_GoesOnWhereTheOtherKindStopped(KafkaSettings settings)
    {
        using var flow = new Flow(settings);
        DeliveryMode[] modes = [DeliveryMode.Sequenced, DeliveryMode.Transactional, DeliveryMode.Sequenced, DeliveryMode.Transactional];
        for (var i = 0; i < modes.Length; i++)
        {
            await using var router = new RunningRouter(settings, RouterScenarios.Options($"router-{i}", modes[i]));
            await flow.SendEverywhereAsync(10);
            await flow.UntilAuditedAsync((i + 1) * 30);
        }

        await flow.RequireExactlyOnceAsync();
    }

    internal sealed class StopBeforeCommit(IDelivery inner, int committedBefore = 0) : IDelivery
    {
        private int _delivered;

        public TaskCompletionSource Stopped { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public long? FenceOff(OutputTails tails, CancellationToken cancellationToken) => inner.FenceOff(tails, cancellationToken);

        public void Deliver(IReadOnlyList<DecidedOrder> batch, long nextOffset, CancellationToken cancellationToken)
        {
            if (_delivered++ < committedBefore)
            {
                inner.Deliver(batch, nextOffset, cancellationToken);
                return;
            }
            var transactional = (TransactionalDelivery)inner;
            transactional.Write(batch, nextOffset);
            transactional.Flush();
            Stopped.TrySetResult();
            cancellationToken.WaitHandle.WaitOne();
            throw new OperationCanceledException(cancellationToken);
        }

        public void Dispose() => inner.Dispose();
    }
}
