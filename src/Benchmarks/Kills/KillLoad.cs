using KillSwitch.Benchmarks.EndToEnd;
using KillSwitch.Kafka.Publishing;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Benchmarks.Kills;

/// <summary>Kills one scope after the other while orders come in.</summary>
internal sealed class KillLoad : IAsyncDisposable
{
    private const int Accounts = 20_000;
    private static readonly TimeSpan Around = TimeSpan.FromMilliseconds(200);

    private readonly StackUnderLoad _stack;
    private readonly CommandLog _commands;
    private readonly KillWatch _watch;
    private int _kills;

    private KillLoad(StackUnderLoad stack, CommandLog commands, KillWatch watch) => (_stack, _commands, _watch) = (stack, commands, watch);

    public static async Task<KillLoad> StartAsync(StackUnderLoad stack)
    {
        var commands = new CommandLog(stack.Broker.Settings);
        await commands.WarmUpAsync();
        return new KillLoad(stack, commands, KillWatch.Start(stack.Broker.Clients));
    }

    /// <param name="rate">Orders a second.</param>
    /// <param name="count">How many kills, each of a scope that was not used before.</param>
    /// <param name="say">Takes progress.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<Kill>> KillAsync(double rate, int count, Action<string> say, CancellationToken cancellationToken)
    {
        await using var orders = PacedOrders.Start(_stack.Broker.Clients, new Pace(rate), Accounts);
        var drill = new KillDrill(orders, _watch);
        var kills = new List<Kill>();
        while (kills.Count < count)
        {
            var hot = HotScope.Number(++_kills);
            try
            {
                await drill.RunAsync(
                    hot,
                    ct => _commands.AppendAsync(Command(hot), attestation: null, traceParent: null, ct),
                    Around,
                    cancellationToken
                );
            }
            catch (TimeoutException e)
            {
                // On a machine that others use as well, orders can queue for that long. It is told beside the figures.
                say($"  {e.Message}");
            }
            kills.Add(_watch.Of(hot));
            if (kills.Count % 20 == 0)
                say($"  {kills.Count} of {count} kills");
        }
        return kills;
    }

    public async ValueTask DisposeAsync()
    {
        await _watch.DisposeAsync();
        _commands.Dispose();
    }

    /// <summary>Under which a scope is killed.</summary>
    public static string CommandId(HotScope hot) => $"bench-{hot.Tag}";

    private static Command Command(HotScope hot)
    {
        var id = CommandId(hot);
        return new Command(
            id,
            TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(),
            hot.Scope,
            CommandAction.Kill,
            "measured",
            Workflows.Contracts.Command.DetectorActor,
            id
        );
    }
}
