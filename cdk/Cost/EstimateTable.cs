using System.Globalization;
using KillSwitch.Cdk.Cost.Prices;

namespace KillSwitch.Cdk.Cost;

/// <summary>An estimate, line by line.</summary>
internal static class EstimateTable
{
    public static void Write(TextWriter to, string title, Estimate estimate, decimal hours)
    {
        var rows = estimate
            .Lines.Select(line =>
                new[]
                {
                    line.Stack,
                    line.What,
                    line.Quantity.ToString(line.Quantity == decimal.Truncate(line.Quantity) ? "N0" : "N3", CultureInfo.InvariantCulture)
                        + (line.Standing ? "" : "/h"),
                    Unit(line.Price),
                    Usd(line.UsdPerHour * hours),
                }
            )
            .ToList();
        to.WriteLine(title);
        Columns.Write(to, ["stack", "what", "how many", "price", Invariant($"{hours} h")], rows, right: [2, 4]);
        to.WriteLine();
        to.WriteLine(
            Invariant(
                $"{hours} hours: {Usd(estimate.PerHour * hours)}. Of that {Usd(estimate.StandingPerHour * hours)} whether or not anything happens."
            )
        );
        foreach (var type in estimate.Unknown)
            to.WriteLine($"! Not in this estimate: {type}");
    }

    public static string Usd(decimal value) =>
        value.ToString(value is > 0 and < 0.01m ? "$0.0000" : "$#,0.00", CultureInfo.InvariantCulture);

    /// <summary>A question mark: nobody could look it up.</summary>
    private static string Unit(Price price) =>
        $"${price.Usd.ToString("0.##########", CultureInfo.InvariantCulture)} per {(price.Unit == PriceUnit.Use ? price.Per : price.Unit.ToString().ToLowerInvariant())}{(price.Verified ? "" : " ?")}";

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
