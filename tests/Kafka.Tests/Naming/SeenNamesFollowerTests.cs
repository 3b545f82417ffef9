using System.Text;
using KillSwitch.Brokers;
using KillSwitch.Kafka.Naming;
using KillSwitch.Kafka.Publishing;
using KillSwitch.Tests;
using KillSwitch.Workflows.Naming;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Kafka.Tests.Naming;

public sealed class SeenNamesFollowerTests : IAsyncLifetime
{
    private readonly SeenNames _names = new(TimeProvider.System);
    private readonly CancellationTokenSource _stop = new();
    private EmbeddedBroker _broker = EmbeddedBroker.Start(partitions: 3);
    private Task _following = Task.CompletedTask;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _stop.CancelAsync();
        await _following;
        _broker.Dispose();
        _stop.Dispose();
    }

    [Fact]
    public async Task RunAsync_OrdersBeforeAndAfterItsStart_AreKnown()
    {
        await SendAsync("A-1", "A-2", "A-3");
        Assert.False(_names.IsKnown);

        await FollowAsync();
        foreach (var account in new[] { "A-1", "A-2", "A-3" })
            Assert.Null(await _names.LookAsync(Scope.Account(account), CancellationToken.None));
        await SendAsync("B-9");

        await SeenAsync("B-9");
        var mistyped = await _names.LookAsync(Scope.Account("B-8"), CancellationToken.None);
        Assert.Equal([Scope.Account("B-9")], mistyped!.Nearest);
        Assert.Null(mistyped.SinceTs);
    }

    [Fact]
    public async Task RunAsync_TopicWithoutOrders_IsKnownToNameNothing()
    {
        await FollowAsync();

        Assert.Empty((await _names.LookAsync(Scope.Account("A-1"), CancellationToken.None))!.Nearest);
    }

    [Fact]
    public async Task RunAsync_BrokerGoesAwayAndComesBack_IsNotKnownMeanwhileAndGoesOn()
    {
        var port = int.Parse(_broker.Bootstrap.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture);
        await SendAsync("A-1");
        await FollowAsync();

        _broker.Dispose();
        await Until.TrueAsync("nothing is known", () => Task.FromResult(!_names.IsKnown));
        _broker = EmbeddedBroker.Start(partitions: 3, port: port);
        await SendAsync("B-9");

        await SeenAsync("B-9");
        // It was seen before, whatever the broker has forgotten.
        Assert.Null(await _names.LookAsync(Scope.Account("A-1"), CancellationToken.None));
    }

    [Fact]
    public async Task RunAsync_NoBroker_WaitsUntilItIsStopped()
    {
        _following = new SeenNamesFollower(new KafkaSettings("127.0.0.1:1"), _names, TimeProvider.System).RunAsync(_stop.Token);

        await _stop.CancelAsync();
        await _following;

        Assert.False(_names.IsKnown);
    }

    private async Task FollowAsync()
    {
        _following = new SeenNamesFollower(_broker.Settings, _names, TimeProvider.System).RunAsync(_stop.Token);
        await Until.TrueAsync("the names are known", () => Task.FromResult(_names.IsKnown));
    }

    private Task SeenAsync(string account) =>
        Until.TrueAsync(
            $"{account} is seen",
            async () => _names.IsKnown && await _names.LookAsync(Scope.Account(account), CancellationToken.None) is null
        );

    private async Task SendAsync(params string[] accounts)
    {
        using var log = new OrderLog(_broker.Settings, TimeProvider.System);
        foreach (var account in accounts)
        {
            var order =
                $$"""{"order_id":"o-{{account}}","ts":1767366002001,"account_id":"{{account}}","symbol":"AAPL","side":"BUY","qty":1,"price":1,"strategy":"X"}""";
            await log.AppendAsync(account, Encoding.UTF8.GetBytes(order), null, CancellationToken.None);
        }
        await log.FlushAsync(CancellationToken.None);
    }
}
