using KillSwitch.Chaos.Evidence;
using KillSwitch.Chaos.Load;
using KillSwitch.Chaos.Plan;
using KillSwitch.Chaos.Watching;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Chaos.Probes;

/// <summary>
/// Finds out whether the system does again what a fault kept it from, by doing it: nothing is taken from what a part says of itself.
/// </summary>
internal sealed class RecoveryProbes(
    OrderLoad orders,
    DecisionWatch decisions,
    StateWatch states,
    CommandSender commands,
    Desk desk,
    RunClock clock
)
{
    /// <summary>More than the detector allows an account in a minute.</summary>
    private const int Burst = 120;

    private int _numbers;

    /// <summary>How long each probe takes while nothing is wrong: the middle one of three.</summary>
    public async Task<IReadOnlyDictionary<string, TimeSpan>> UndisturbedAsync(CancellationToken cancellationToken)
    {
        var probes = new Dictionary<string, Func<CancellationToken, Task>>
        {
            ["an order decided in every partition"] = OrdersAreDecidedAsync,
            ["a kill published"] = KillIsPublishedAsync,
            ["a person's kill accepted and published"] = KillIsAcceptedAsync,
            ["an account that goes mad killed"] = BreachIsKilledAsync,
        };
        var took = new Dictionary<string, TimeSpan>();
        foreach (var (name, probe) in probes)
        {
            var times = new List<TimeSpan>();
            while (times.Count < 3)
            {
                var began = clock.Now;
                await probe(cancellationToken);
                times.Add(clock.Now - began);
            }
            took[name] = times.Order().ElementAt(1);
        }
        return took;
    }

    /// <summary>Returns when the system does what this fault is about.</summary>
    public Task UntilRecoveredAsync(PlannedFault fault, CancellationToken cancellationToken) =>
        fault.Kind.On switch
        {
            FaultGroup.Router when fault.Target == Names.AllRouters || Names.Routers.Contains(fault.Target) => OrdersAreDecidedAsync(
                cancellationToken
            ),
            FaultGroup.Broker => Task.WhenAll(OrdersAreDecidedAsync(cancellationToken), KillIsPublishedAsync(cancellationToken)),
            _ => fault.Target switch
            {
                Names.Detector or Names.Source => BreachIsKilledAsync(cancellationToken),
                Names.Api => KillIsAcceptedAsync(cancellationToken),
                _ => KillIsPublishedAsync(cancellationToken),
            },
        };

    /// <summary>In every partition an order is decided that was acknowledged after this began.</summary>
    public Task OrdersAreDecidedAsync(CancellationToken cancellationToken) =>
        decisions.UntilDecidedAsync(orders.Acknowledged.ToDictionary(a => a.Key, a => a.Value + 1), cancellationToken);

    /// <summary>A kill that is written to the commands topic now is published.</summary>
    public async Task KillIsPublishedAsync(CancellationToken cancellationToken)
    {
        var (scope, id) = Next();
        await commands.SendAsync(CommandSender.Kill(scope, id, clock.Time.GetUtcNow(), "probe"), cancellationToken);
        await states.UntilKilledAsync(scope, cancellationToken);
    }

    /// <summary>A person's kill is accepted by the operator API, and published.</summary>
    private async Task KillIsAcceptedAsync(CancellationToken cancellationToken)
    {
        var (scope, _) = Next();
        await desk.UntilKilledAsync("alice", scope, "probe", cancellationToken);
    }

    /// <summary>An account that goes mad now is killed.</summary>
    public async Task BreachIsKilledAsync(CancellationToken cancellationToken)
    {
        var (scope, _) = Next();
        orders.Burst(scope.Value, Burst);
        await states.UntilKilledAsync(scope, cancellationToken);
    }

    private (Scope Scope, string Id) Next()
    {
        var number = Interlocked.Increment(ref _numbers);
        return (Scope.Account($"9{number:d5}"), $"probe-{number}");
    }
}
