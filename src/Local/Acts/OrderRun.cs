using System.Globalization;
using KillSwitch.Kafka;
using KillSwitch.Kafka.Publishing;
using KillSwitch.Scenarios;
using Spectre.Console;

namespace KillSwitch.Local.Acts;

/// <summary>Plays orders into a stack that runs, and says what became of them.</summary>
internal sealed class OrderRun(KafkaSettings kafka, IOrderScenario scenario, TimeProvider time)
{
    /// <summary>How long the routers have for what was sent.</summary>
    private static readonly TimeSpan DecideWithin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    private readonly OrderPlayer _player = new(time);
    private readonly Decided _decided = new(kafka);

    /// <summary>How long it plays, unless the orders end before.</summary>
    public required TimeSpan PlayFor { get; init; }

    /// <summary>Whether orders that are played again say so.</summary>
    public required bool Marked { get; init; }

    /// <summary>For people: what shows what became of the orders.</summary>
    public required string Outcomes { get; init; }

    /// <summary>How many orders it has sent so far.</summary>
    public long Sent => _player.Sent;

    /// <returns>The exit code: 0 once every order was decided, 1 where some were not, in time.</returns>
    /// <exception cref="KafkaUnreachableException">No broker answered.</exception>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        using var counting = new CancellationTokenSource();
        var counted = _decided.RunAsync(counting.Token);
        await (await Task.WhenAny(counted, _decided.Begun).WaitAsync(cancellationToken));
        using var log = new OrderLog(kafka, time);
        Console.WriteLine(scenario is OrdersFileScenario own && !Marked ? $"{own.Plan}; as orders of now." : scenario.Story);

        var began = time.GetTimestamp();
        await WithCountsAsync(async () =>
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            stop.CancelAfter(PlayFor);
            await _player.PlayAsync(
                scenario,
                (order, ct) => log.AppendAsync(order.Key, order.Value, order.TraceParent, Marked ? order.Replay : null, ct),
                stop.Token
            );
            // What was sent is known to be there, and decided, before anything is said of it; Ctrl-C stops the sending alone.
            await log.FlushAsync(CancellationToken.None);
            await UntilDecidedAsync();
        });
        await counting.CancelAsync();
        await counted.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        var took = time.GetElapsedTime(began).TotalSeconds;
        var orders = _player.Sent == 1 ? "order" : "orders";
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{_player.Sent:#,0} {orders} in {took:0.0} s: {_decided}."));
        if (_decided.All < _player.Sent)
        {
            Console.Error.WriteLine(
                $"  Some are not decided yet, {DecideWithin.TotalSeconds:0} s after the last. Do the routers run? GET /health tells."
            );
            return 1;
        }
        Console.WriteLine(Outcomes);
        return 0;
    }

    private async Task UntilDecidedAsync()
    {
        var began = time.GetTimestamp();
        while (_decided.All < _player.Sent && time.GetElapsedTime(began) < DecideWithin)
            await Task.Delay(Poll, time);
    }

    /// <summary>On a terminal, with a line of counts below.</summary>
    private async Task WithCountsAsync(Func<Task> play)
    {
        var console = Terminal.Console();
        if (!console.Profile.Capabilities.Interactive)
        {
            await play();
            return;
        }
        await console
            .Status()
            .StartAsync("sending", async status =>
            {
                var playing = play();
                while (!playing.IsCompleted)
                {
                    status.Status = string.Create(CultureInfo.InvariantCulture, $"{_player.Sent:#,0} orders: {_decided}");
                    await Task.WhenAny(playing, Task.Delay(Poll, time));
                }
                await playing;
            });
    }
}
