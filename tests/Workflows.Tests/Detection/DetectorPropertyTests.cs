using FsCheck;
using FsCheck.Fluent;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Detection;
using KillSwitch.Workflows.Scopes;
using static KillSwitch.Workflows.Tests.Detection.MadeOrders;

namespace KillSwitch.Workflows.Tests.Detection;

public sealed class DetectorPropertyTests
{
    private static readonly DetectionSettings Sums = DetectionSettings.Default with
    {
        Account = new ScopeRules(new OrderRateRule(12), new NotionalRule(30_000)),
        Strategy = new ScopeRules(new OrderRateRule(20), null, null, new ChildOverParentRule(2, 3)),
    };

    [Fact]
    public void Observe_AnyOrderOfArrivalWithinTheLateness_SignalsTheSameWindows()
    {
        var gen =
            from orders in AnyOrder.ArrayOf(60)
            from keys in Gen.Choose(0, 1_000_000).ArrayOf(60)
            select (orders, shuffled: orders.Zip(keys).OrderBy(p => p.Second).Select(p => p.First).ToArray());

        // All within 30 s of event time, which is the lateness: no arrival order makes any of them late.
        Prop.ForAll(gen.ToArbitrary(), pair => Windows(pair.orders).SetEquals(Windows(pair.shuffled)))
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Observe_AnyOrders_SignalsExactlyWhatCountingByHandFinds()
    {
        Prop.ForAll(AnyOrder.ArrayOf(80).ToArbitrary(), orders =>
            {
                var found = Windows(orders)
                    .Where(w => w.Rule == RuleNames.OrderRate && w.Scope.StartsWith("ACCOUNT", StringComparison.Ordinal))
                    .ToHashSet();
                var expected =
                    from start in Enumerable.Range(-6, 12).Select(i => Epoch + (i * 10_000L))
                    from account in orders.GroupBy(o => o.AccountId)
                    where account.Count(o => o.Ts >= start && o.Ts < start + 60_000) > 12
                    select ("ACCOUNT:" + account.Key, RuleNames.OrderRate, start);
                return found.SetEquals(expected);
            })
            .QuickCheckThrowOnFailure();
    }

    private static Gen<Order> AnyOrder =>
        from ms in Gen.Choose(0, 29_999)
        from account in Gen.Choose(1, 3)
        from qty in Gen.Choose(1, 100)
        from price in Gen.Choose(1, 100)
        from parent in Gen.Choose(1, 4)
        select At(ms / 1000.0, account: "A" + account, qty: qty, price: price, parent: "P" + parent, parentQty: 60 + parent);

    private static HashSet<(string Scope, string Rule, long Start)> Windows(IEnumerable<Order> orders) =>
        [.. new Detector(Sums).Run(orders).Select(d => (d.Signal.Scope.ToString(), d.Signal.Metric, d.Signal.WindowStart))];
}
