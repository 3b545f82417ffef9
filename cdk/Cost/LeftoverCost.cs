using System.Globalization;
using KillSwitch.Cdk.Cost.Charges;
using KillSwitch.Cdk.Cost.Prices;

namespace KillSwitch.Cdk.Cost;

/// <summary>
/// <c>left PRICE=COUNT...</c>: what that many of each cost an hour, for <c>./run destroy</c>, which has counted what is left. A price is
/// one of the list's, or <c>spark-job</c>, which is made of several.
/// </summary>
internal static class LeftoverCost
{
    private const string SparkJob = "spark-job";

    /// <returns>The exit code: 0, or 2 for what is no price or no count.</returns>
    public static int Run(IReadOnlyList<string> arguments, TextWriter output, TextWriter errors)
    {
        var prices = PriceList.Read();
        decimal sum = 0;
        foreach (var argument in arguments)
        {
            if (
                argument.Split('=') is not [var price, var text]
                || !decimal.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            )
            {
                errors.WriteLine($"✗ '{argument}' is not understood. Write PRICE=COUNT, such as key=2.");
                return 2;
            }
            try
            {
                sum += count * PerHour(price, prices);
            }
            catch (PriceMissingException e)
            {
                errors.WriteLine($"✗ {e.Message}");
                return 2;
            }
        }
        output.WriteLine($"about {EstimateTable.Usd(sum)} an hour");
        return 0;
    }

    private static decimal PerHour(string price, PriceList prices)
    {
        if (price != SparkJob)
            return prices[price].UsdPerHour;
        var workers = SparkWorkers.Read();
        return workers.Processors * prices["emr-vcpu"].UsdPerHour + workers.Gigabytes * prices["emr-gb"].UsdPerHour;
    }
}
