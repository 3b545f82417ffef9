using KillSwitch.Brokers;
using KillSwitch.Kafka.Commands;
using KillSwitch.Kafka.Publishing;
using KillSwitch.Workflows.Commands;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Kafka.Tests.Commands;

public sealed class CommandConsumerTests : IDisposable
{
    private const string Trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private readonly EmbeddedBroker _broker = EmbeddedBroker.Start();
    private readonly CommandLog _log;

    public CommandConsumerTests() => _log = new CommandLog(_broker.Settings);

    public void Dispose()
    {
        _log.Dispose();
        _broker.Dispose();
    }

    [Fact]
    public async Task RunAsync_Command_ArrivesWithItsAttestationAndTrace()
    {
        await AppendAsync("cmd-1", attestation: "abc");

        var command = Assert.Single(await HandledAsync(1));

        Assert.Equal(("ACCOUNT:12345", "abc", Trace), (command.Key, command.Attestation, command.TraceParent));
        Assert.Matches(@"^killswitch\.commands\.v1-\d@0$", command.Where);
        Assert.Contains("\"cmd_id\":\"cmd-1\"", System.Text.Encoding.UTF8.GetString(command.Value.Span));
    }

    [Fact]
    public async Task RunAsync_HandlerFails_GetsTheSameCommandAgainAndNothingIsSkipped()
    {
        await AppendAsync("cmd-1");
        await AppendAsync("cmd-2");

        var handled = await HandledAsync(4, fail: call => call < 2);

        Assert.Equal([0, 0, 0, 1], handled.Select(c => int.Parse(c.Where.Split('@')[1])));
    }

    [Fact]
    public async Task RunAsync_StartedAgain_GoesOnBehindWhatWasHandled()
    {
        await AppendAsync("cmd-1");
        await HandledAsync(1);
        await AppendAsync("cmd-2");

        var command = Assert.Single(await HandledAsync(1));

        Assert.EndsWith("@1", command.Where);
    }

    [Fact]
    public async Task RunAsync_OneScopeTakesLong_AnotherOneDoesNotWaitForIt()
    {
        await AppendAsync("cmd-1", account: "1");
        await AppendAsync("cmd-2", account: "2");
        using var stop = new CancellationTokenSource(Flow.Deadline);
        var both = new TaskCompletionSource();
        var atWork = 0;

        await new CommandConsumer(_broker.Settings, "test-intake", TimeProvider.System).RunAsync(async (_, _) =>
        {
            if (Interlocked.Increment(ref atWork) == 2)
                both.SetResult();
            await both.Task.WaitAsync(stop.Token);
            await stop.CancelAsync();
        }, stop.Token);

        Assert.True(both.Task.IsCompletedSuccessfully);
    }

    /// <summary>More of them fail than are handled side by side: what keeps those may have nothing to do with the next kill.</summary>
    [Fact]
    public async Task RunAsync_ManyThatFail_DoNotKeepTheNextWaiting()
    {
        for (var i = 0; i < 20; i++)
            await AppendAsync($"stuck-{i}", account: $"{i}");
        await AppendAsync("free", account: "free");
        using var stop = new CancellationTokenSource(Flow.Deadline);
        var consumer = new CommandConsumer(_broker.Settings, "test-intake", TimeProvider.System);

        await consumer.RunAsync(async (command, _) =>
        {
            if (command.Key != "ACCOUNT:free")
                throw new InvalidOperationException("its store does not answer");
            await stop.CancelAsync();
        }, stop.Token);

        Assert.Equal("its store does not answer", consumer.Trouble?.Why);
    }

    [Fact]
    public async Task Received_EveryCommand_IsToldBeforeItsTurn()
    {
        for (var i = 0; i < 20; i++)
            await AppendAsync($"cmd-{i}", account: $"{i}");
        using var stop = new CancellationTokenSource(Flow.Deadline);
        var received = 0;
        var consumer = new CommandConsumer(_broker.Settings, "test-intake", TimeProvider.System)
        {
            Received = _ =>
            {
                if (Interlocked.Increment(ref received) == 20)
                    stop.Cancel();
            },
        };

        await consumer.RunAsync((_, handling) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, handling), stop.Token);

        Assert.Equal(20, received);
    }

    private Task AppendAsync(string cmdId, string? attestation = null, string account = "12345") =>
        _log.AppendAsync(
            new Command(cmdId, 1, Scope.Account(account), CommandAction.Kill, "too fast", Command.DetectorActor, "corr-1"),
            attestation,
            Trace,
            CancellationToken.None
        );

    /// <summary>Runs the consumer until its handler was called so often.</summary>
    private async Task<IReadOnlyList<ReceivedCommand>> HandledAsync(int calls, Func<int, bool>? fail = null)
    {
        using var stop = new CancellationTokenSource(Flow.Deadline);
        var handled = new List<ReceivedCommand>();
        var run = new CommandConsumer(_broker.Settings, "test-intake", TimeProvider.System).RunAsync((command, _) =>
        {
            handled.Add(command);
            if (fail?.Invoke(handled.Count - 1) == true)
                throw new InvalidOperationException("not now");
            if (handled.Count == calls)
                stop.CancelAfter(TimeSpan.Zero);
            return Task.CompletedTask;
        }, stop.Token);
        await run;
        return handled;
    }
}
