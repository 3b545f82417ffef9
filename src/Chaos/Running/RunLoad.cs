using System.Globalization;
using KillSwitch.Chaos.Evidence;
using KillSwitch.Chaos.Load;
using KillSwitch.Chaos.Processes;
using KillSwitch.Chaos.Watching;
using KillSwitch.Kafka;

namespace KillSwitch.Chaos.Running;

/// <summary>Orders and people, and those who watch what becomes of them.</summary>
internal sealed class RunLoad : IDisposable
{
    private static readonly TimeSpan FlowsWithin = TimeSpan.FromMinutes(4);

    private readonly CancellationTokenSource _stopLoad = new();
    private readonly CancellationTokenSource _stopWatching = new();
    private readonly OperatorLoad _operators;
    private readonly LimitLoad _limits;
    private Task[] _loading = [];
    private Task[] _watching = [];

    public RunLoad(KafkaSettings kafka, ChaosOptions options, StackProcesses stack, Ledger ledger, RunClock clock)
    {
        Decisions = new DecisionWatch(kafka, clock);
        States = new StateWatch(kafka, clock);
        Desk = new Desk(options.Data, () => stack.Endpoints.Api, States, ledger, clock);
        var run = clock.StartedAt.ToUnixTimeMilliseconds().ToString("x", CultureInfo.InvariantCulture);
        Orders = new OrderLoad(kafka, new OrderStream(options.Seed, options.OrdersPerSecond, run), options.OrdersPerSecond, ledger, clock);
        _operators = new OperatorLoad(Desk, clock, options.Seed);
        _limits = new LimitLoad(Desk, clock, options.Seed);
    }

    public OrderLoad Orders { get; }

    public DecisionWatch Decisions { get; }

    public StateWatch States { get; }

    public Desk Desk { get; }

    /// <summary>Returns when orders flow through every partition; only then do the people begin.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _watching = [Decisions.RunAsync(_stopWatching.Token), States.RunAsync(_stopWatching.Token)];
        var sending = Orders.RunAsync(_stopLoad.Token);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(FlowsWithin);
        var flowing = UntilOrdersFlowAsync(patience.Token);
        _loading = [sending];
        try
        {
            await DuringAsync(flowing);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException(
                $"Orders did not flow through every partition within {FlowsWithin.TotalMinutes:0} minutes, before anything was broken. The machine may be too busy."
            );
        }
        _loading = [sending, _operators.RunAsync(_stopLoad.Token), _limits.RunAsync(_stopLoad.Token)];
    }

    /// <summary>Waits for some work, unless the load or those who watch it fail: it would wait for ever for what nobody sees.</summary>
    public Task DuringAsync(Task work) => Companions.DuringAsync(work, [.. _watching, .. _loading]);

    private async Task UntilOrdersFlowAsync(CancellationToken cancellationToken)
    {
        while (Orders.Acknowledged.Count == 0)
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellationToken);
        await Decisions.UntilDecidedAsync(Orders.Acknowledged, cancellationToken);
    }

    /// <summary>No further orders, no further acts.</summary>
    public async Task StopAsync()
    {
        await _stopLoad.CancelAsync();
        await Task.WhenAll(_loading);
    }

    /// <summary>Nobody watches any more.</summary>
    public async Task<LoadSums> EndAsync()
    {
        await _stopWatching.CancelAsync();
        await Task.WhenAll(_watching).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return new LoadSums(Orders.Count, Decisions.Counts, Desk.Answers);
    }

    public void Dispose()
    {
        _stopLoad.Cancel();
        _stopWatching.Cancel();
        Orders.Dispose();
        Desk.Dispose();
        _stopLoad.Dispose();
        _stopWatching.Dispose();
    }
}

/// <param name="Orders">Acknowledged records.</param>
/// <param name="Decisions">How they were decided.</param>
/// <param name="Answers">What people were answered.</param>
internal sealed record LoadSums(
    long Orders,
    (long Allowed, long Dropped, long Rejected) Decisions,
    IReadOnlyDictionary<string, int> Answers
);
