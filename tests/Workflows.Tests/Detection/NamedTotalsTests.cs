using FsCheck;
using FsCheck.Fluent;
using KillSwitch.Workflows.Detection;

namespace KillSwitch.Workflows.Tests.Detection;

public sealed class NamedTotalsTests
{
    /// <summary>Few or many names: as a dictionary.</summary>
    [Fact]
    public void Set_AnyNamesInAnyOrder_SaysWhatADictionarySays()
    {
        var sets = Gen.Choose(0, 20).SelectMany(_ => Gen.Choose(1, 100), (name, total) => (Name: $"n-{name}", Total: total)).ListOf();
        Prop.ForAll(sets.ToArbitrary(), list =>
        {
            var totals = new NamedTotals<int>();
            var expected = new Dictionary<string, int>();
            foreach (var (name, total) in list)
            {
                totals.Set(name, total);
                expected[name] = total;
            }
            return totals.Count == expected.Count
                && totals.All.OrderBy(t => t.Key).SequenceEqual(expected.OrderBy(t => t.Key))
                && Enumerable
                    .Range(0, 21)
                    .Select(i => $"n-{i}")
                    .All(n => totals.Has(n) == expected.ContainsKey(n) && totals.Of(n, otherwise: -1) == expected.GetValueOrDefault(n, -1));
        }).QuickCheckThrowOnFailure();
    }
}
