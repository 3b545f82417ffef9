using System.Globalization;

namespace KillSwitch.Cdk.Cost;

/// <summary>Several installations beside each other, stack by stack.</summary>
internal static class ComparisonTable
{
    public static void Write(TextWriter to, IReadOnlyList<(string Name, Estimate Estimate)> choices, decimal hours)
    {
        var stacks = choices.SelectMany(c => c.Estimate.Stacks).Distinct().ToList();
        var rows = stacks
            .Select(stack => Row(stack, e => e.PerHourOf(stack)))
            .Append(Row("in all", e => e.PerHour))
            .Append(Row("if nothing happens", e => e.StandingPerHour))
            .ToList();
        Columns.Write(
            to,
            [string.Create(CultureInfo.InvariantCulture, $"{hours} hours"), .. choices.Select(c => c.Name)],
            rows,
            right: [.. Enumerable.Range(1, choices.Count)]);

        string[] Row(string name, Func<Estimate, decimal> perHour) =>
            [name, .. choices.Select(c => EstimateTable.Usd(perHour(c.Estimate) * hours))];
    }
}
