using System.Globalization;
using System.Runtime.CompilerServices;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Limits;
using KillSwitch.Workflows.Routing;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Benchmarks.Core;

/// <summary>The decision core: parse, look up, decide, write the audit.</summary>
internal sealed class CoreBenchmark : IBenchmark
{
    private const double NoSlower = 0.95;
    private const double NearlyAsFast = 0.85;
    private const long FirstVersion = 1_767_366_000_000;

    public string Name => "core";

    public string Describe => "the decision core on one core, from the bytes of an order to the bytes of its audit";

    public async IAsyncEnumerable<Measurement> RunAsync(
        BenchmarkContext context,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await Task.Yield();
        var orders = SampleOrders.Make(context.Amount(16_384, 1_024), accounts: 100_000, ordersASecond: 10_000);
        var many = context.Amount(1_000_000, 10_000);
        context.Say($"  killing {many} scopes");
        // Accounts of which no order comes, so that every order is looked for and none is found.
        var ten = Folded(i => SampleOrders.Account(50_000_000 + i), 10, KillStatus.Killed);
        var some = Folded(i => SampleOrders.Account(50_000_000 + i), many / 10, KillStatus.Killed);
        var million = Folded(i => SampleOrders.Account(50_000_000 + i), many, KillStatus.Killed);
        var all = Folded(SampleOrders.Account, 100_000, KillStatus.Killed);
        var restored = Folded(SampleOrders.Account, 100_000, KillStatus.Active);
        var malformed = orders.Select(o => o[..^1]).ToArray();

        var decisions = new DecisionLoop();
        var checkedDecisions = new DecisionLoop(LimitsOf(100_000));
        var rates = Rounds.Rates(
            context.Amount(7, 1),
            context.Time(TimeSpan.FromMilliseconds(500), TimeSpan.FromMilliseconds(10)),
            cancellationToken,
            () => JsonWalk.All(orders),
            () => decisions.All(orders, ten, Decision.Allow),
            () => decisions.All(orders, some, Decision.Allow),
            () => decisions.All(orders, million, Decision.Allow),
            () => decisions.All(orders, all, Decision.Drop),
            () => decisions.All(malformed, ten, Decision.Reject),
            () => decisions.All(orders, restored, Decision.Allow),
            () => decisions.All(orders, restored, Decision.Drop, FirstVersion),
            () => checkedDecisions.All(orders, ten, Decision.Allow));
        var walk = new Baseline("Utf8JsonReader merely walking the same bytes", rates[0]);
        var conditions = string.Create(
            CultureInfo.InvariantCulture,
            $"{orders.Average(o => o.Length):0} bytes an order, 100,000 accounts; by processor time, collector included; median of 7 rounds of 0.5 s"
        );

        yield return new Measurement("allowed, ten scopes killed", rates[1], "orders/s", conditions, walk, Aim.AtLeast(1_000_000));
        yield return new Measurement(
            $"allowed, {many / 10:N0} scopes killed",
            rates[2],
            "orders/s",
            conditions,
            new Baseline("ten scopes killed", rates[1])
        );
        yield return new Measurement(
            $"allowed, {many:N0} scopes killed",
            rates[3],
            "orders/s",
            conditions,
            new Baseline("ten scopes killed", rates[1]),
            Aim.RatioAtLeast(NoSlower)
        );
        yield return new Measurement(
            "dropped, each by a kill of its account",
            rates[4],
            "orders/s",
            $"{conditions}; 100,000 scopes killed",
            walk
        );
        yield return new Measurement("rejected, the last byte is missing", rates[5], "orders/s", conditions, walk);
        yield return new Measurement(
            "allowed, each sent after its account was restored",
            rates[6],
            "orders/s",
            $"{conditions}; 100,000 scopes restored",
            new Baseline("ten scopes killed", rates[1]),
            Aim.RatioAtLeast(NoSlower)
        );
        yield return new Measurement(
            "dropped, each sent before its account was restored",
            rates[7],
            "orders/s",
            $"{conditions}; 100,000 scopes restored",
            walk
        );
        yield return new Measurement(
            "allowed, every check on",
            rates[8],
            "orders/s",
            $"{conditions}; limits of 100,000 accounts, a strategy's and everybody's, duplicates within 1 s of 11,000 orders a second",
            new Baseline("ten scopes killed, no checks", rates[1]),
            Aim.RatioAtLeast(NearlyAsFast)
        );
        yield return new Measurement(
            "allocated for an order, every check on",
            checkedDecisions.AllocatedAnOrder(orders, ten),
            "bytes",
            "allowed; the audit's own bytes are most of it"
        );
        yield return new Measurement(
            "allocated for an order",
            decisions.AllocatedAnOrder(orders, ten),
            "bytes",
            "allowed; the audit's own bytes are most of it"
        );
    }

    private static LimitTable LimitsOf(int accounts)
    {
        var everybodys = new OrderLimits
        {
            MaxQty = 100_000,
            MaxNotionalUsd = 10_000_000,
            MaxAge = TimeSpan.FromDays(1),
            DuplicateWithin = TimeSpan.FromSeconds(1),
            MaxOrdersPerSecond = 1_000,
        };
        var an = everybodys with { MaxQty = 50_000, MaxOrdersPerSecond = 100_000 };
        return new LimitTable(
            everybodys,
            Enumerable
                .Range(0, accounts)
                .Select(i => Scope.Account(SampleOrders.Account(i)))
                .Append(Scope.Strategy("ALGO_01"))
                .Select(scope => (scope, new OwnedLimits(scope.ToString(), scope.Kind, an)))
        );
    }

    private static KillStateView Folded(Func<int, string> account, int count, KillStatus status)
    {
        var fold = new KillStateFold(TimeProvider.System, alarm => throw new InvalidOperationException(alarm.Message));
        for (var i = 0; i < count; i++)
        {
            var name = account(i);
            fold.Apply(0, i, SampleStates.Key(name), SampleStates.Value(name, FirstVersion + i, status), FirstVersion);
        }
        return fold.View([count, 0, 0]);
    }
}
