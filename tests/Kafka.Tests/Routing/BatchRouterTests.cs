using KillSwitch.Brokers;
using KillSwitch.Kafka.Reading;
using KillSwitch.Kafka.Routing;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Kafka.Tests.Routing;

public sealed class BatchRouterTests : IDisposable
{
    private readonly EmbeddedBroker _broker = EmbeddedBroker.Start();
    private readonly Flow _flow;

    public BatchRouterTests() => _flow = new Flow(_broker.Settings);

    public void Dispose()
    {
        _flow.Dispose();
        _broker.Dispose();
    }

    [Fact]
    public async Task RouteAsync_BatchOfAllPartitions_DecidesEachOrderOnce()
    {
        await _flow.SendEverywhereAsync(10);
        using var router = Router();

        var routed = await RouteAsync(router, await OrdersAsync());

        Assert.Equal(new RoutedBatch(30, 0, 0), routed);
        await _flow.RequireExactlyOnceAsync();
    }

    [Fact]
    public async Task RouteAsync_SameBatchAgain_ChangesNothing()
    {
        await _flow.SendAsync(10, partition: 0);
        using var router = Router();
        await RouteAsync(router, await OrdersAsync());

        var again = await RouteAsync(router, await OrdersAsync());

        Assert.Equal(new RoutedBatch(0, 0, 0), again);
        await _flow.RequireExactlyOnceAsync();
    }

    [Theory]
    [InlineData(8, 9)]
    [InlineData(0, 1, 2, 6, 7, 9)]
    public async Task RouteAsync_OrdersThatWereNotHandedOver_AreReadFromTheTopic(params int[] handed)
    {
        await _flow.SendAsync(10, partition: 0);
        using var router = Router(batchSize: 3);
        var orders = await OrdersAsync();

        var routed = await RouteAsync(router, [.. handed.Select(i => orders[i])]);

        Assert.Equal(10, routed.Allowed);
        await _flow.RequireExactlyOnceAsync();
    }

    [Fact]
    public async Task RouteAsync_TwoEnvironmentsTakeTurns_NothingTwiceAndNothingLost()
    {
        using var one = Router("router-a");
        using var other = Router("router-b");
        for (var turn = 0; turn < 6; turn++)
        {
            await _flow.SendAsync(5, partition: 0);
            var orders = await OrdersAsync();
            // The second environment gets what the first one has had already, as after a time-out.
            await RouteAsync(turn % 2 == 0 ? one : other, [.. orders.Skip(turn * 5 - (turn == 3 ? 5 : 0))]);
        }

        Assert.Equal(30, (await _flow.RequireExactlyOnceAsync()).Count);
    }

    [Fact]
    public async Task RouteAsync_KillAcknowledgedBefore_LetsNoneThrough()
    {
        await _flow.SendAsync(3, account: "killed", partition: 0);
        using var router = Router();
        await _flow.PublishAsync(Scope.Account("killed"), KillStatus.Killed);

        Assert.Equal(new RoutedBatch(0, 3, 0), await RouteAsync(router, await OrdersAsync()));
    }

    [Fact]
    public async Task RouteAsync_SentUnderAKillAndHandedOverAfterIt_LetsThroughWhatWasSentAfterIt()
    {
        await _flow.PublishAsync(Scope.Account("killed"), KillStatus.Killed);
        await _flow.SendAsync(3, account: "killed", partition: 0);
        await _flow.PublishAsync(Scope.Account("killed"), KillStatus.Active);
        await _flow.SendAsync(2, account: "killed", partition: 0);
        using var router = Router();
        var orders = await OrdersAsync();

        // The first were never handed over, and are read from the topic.
        Assert.Equal(new RoutedBatch(2, 3, 0), await RouteAsync(router, [.. orders.Skip(1)]));

        var audits = await _flow.RequireExactlyOnceAsync();
        Assert.All(audits.Take(3), a => Assert.Equal((Decision.Drop, KillStatus.Active), (a.Decision, a.KillswitchStatus)));
    }

    [Fact]
    public async Task RouteAsync_StateCannotBeRead_ThrowsAndTheSameBatchIsDecidedLater()
    {
        await _flow.SendAsync(3, partition: 0);
        var orders = await OrdersAsync();
        using var router = Router(settings: _broker.Settings with { AnswerTimeout = TimeSpan.FromMilliseconds(500) });
        _broker.Interrupt();

        await Assert.ThrowsAnyAsync<Exception>(() => RouteAsync(router, orders));
        _broker.Resume();
        await UntilRoutedAsync(router, orders);

        await _flow.RequireExactlyOnceAsync();
    }

    [Fact]
    public void Router_DeliveryNotChosen_IsRefused()
    {
        var e = Assert.Throws<ArgumentException>(() => new BatchRouter(_broker.Settings, new RouterOptions("router"), TimeProvider.System));

        Assert.Equal("Delivery is Auto; a router of batches takes Sequenced or Transactional.", e.Message);
    }

    private BatchRouter Router(string service = "router", int batchSize = 2000, KafkaSettings? settings = null) =>
        new(
            settings ?? _broker.Settings,
            new RouterOptions(service) { Delivery = DeliveryMode.Sequenced, BatchSize = batchSize },
            TimeProvider.System
        );

    private async Task<IReadOnlyList<TopicRecord>> OrdersAsync() => [.. (await _flow.ReadAsync(Topics.Orders)).Records];

    private static Task<RoutedBatch> RouteAsync(BatchRouter router, IReadOnlyCollection<TopicRecord> orders) =>
        router.RouteAsync(orders, CancellationToken.None);

    /// <summary>As an event source mapping does: the same batch until it is taken.</summary>
    private static async Task UntilRoutedAsync(BatchRouter router, IReadOnlyCollection<TopicRecord> orders)
    {
        using var deadline = new CancellationTokenSource(Flow.Deadline);
        while (true)
        {
            try
            {
                await router.RouteAsync(orders, deadline.Token);
                return;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Assert.False(deadline.IsCancellationRequested, e.Message);
            }
        }
    }
}
