using System.Globalization;
using System.Text;
using KillSwitch.Workflows.Detection;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Benchmarks.Spark;

/// <summary>Orders of a scope that is nobody else's; the last of them crosses a limit of <see cref="DetectionSettings.Default"/>.</summary>
/// <param name="Rule">Whose limit.</param>
/// <param name="Scope">What is to be killed.</param>
/// <param name="Account">Whose orders they are, which is also their key.</param>
/// <param name="Orders">All of them.</param>
internal sealed record Breach(string Rule, Scope Scope, string Account, IReadOnlyList<byte[]> Orders)
{
    public static IReadOnlyList<string> Rules { get; } =
        [RuleNames.OrderRate, RuleNames.Notional, RuleNames.SymbolConcentration, RuleNames.ChildOverParent];

    /// <param name="rule">One of <see cref="Rules"/>.</param>
    /// <param name="name">Of the scope; another for each breach that is to be killed by itself.</param>
    /// <param name="ts">The orders' own time, Unix ms.</param>
    /// <param name="salt">Makes their ids others than those of an earlier breach of the name.</param>
    public static Breach Of(string rule, string name, long ts, int salt = 0)
    {
        byte[] Order(int i, string symbol, long qty, decimal price, string strategy, string more = "") =>
            Encoding.UTF8.GetBytes(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $$"""{"order_id":"{{name}}-{{salt}}-{{i}}","ts":{{ts}},"account_id":"{{name}}","symbol":"{{symbol}}","side":"BUY","qty":{{qty}},"price":{{price:0.00}},"strategy":"{{strategy}}"{{more}}}"""
                )
            );

        var account = Scope.Account(name);
        return rule switch
        {
            RuleNames.OrderRate => new(rule, account, name, [.. Many(101, i => Order(i, "M" + (i % 8), 1, 1m, "MAD"))]),
            RuleNames.Notional => new(rule, account, name, [Order(0, "MAD", 20_000, 100m, "MAD")]),
            RuleNames.SymbolConcentration => new(rule, account, name, [.. Many(20, i => Order(i, "MAD", 300, 100m, "MAD"))]),
            RuleNames.ChildOverParent => new(
                rule,
                Scope.Strategy(name),
                name,
                [.. Many(10, i => Order(i, "M" + (i % 8), 100, 1m, name, $$""","parent_id":"p","parent_qty":400"""))]
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "No such rule."),
        };
    }

    private static IEnumerable<byte[]> Many(int count, Func<int, byte[]> order) => Enumerable.Range(0, count).Select(order);
}
