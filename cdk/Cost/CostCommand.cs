using System.Globalization;
using KillSwitch.Cdk.Cost.Charges;
using KillSwitch.Cdk.Cost.Prices;

namespace KillSwitch.Cdk.Cost;

/// <summary>
/// <c>cost [--hours N] [--total] ASSEMBLY...</c>: what the synthesized stacks would cost. Of several assemblies the first is shown line by
/// line, and then all beside each other, under the names of their folders.
/// </summary>
internal static class CostCommand
{
    private const decimal MostHours = 8_760;

    /// <returns>The exit code: 0, or 2 for arguments that are none.</returns>
    public static int Run(IReadOnlyList<string> arguments, TextWriter output, TextWriter errors)
    {
        decimal hours = 8;
        var total = false;
        var folders = new List<string>();
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] == "--total")
                total = true;
            else if (arguments[i] != "--hours")
                folders.Add(arguments[i]);
            else if (++i == arguments.Count || !IsHours(arguments[i], out hours))
                return RefuseHours(errors);
        }
        if (folders.Count == 0)
            return Refuse(errors, "Name the folder of a synthesized assembly.");

        var prices = PriceList.Read();
        var charges = Estimate.ChargesFor(SparkWorkers.Read());
        var choices = folders
            .Select(f => (Name: Path.GetFileName(f), Estimate: Estimate.Of(Assembly.Read(f), charges, prices, new Use())))
            .ToList();
        if (total)
            WriteTotal(output, choices[0].Estimate, prices, hours);
        else
            WriteTables(output, choices, prices, hours);
        return 0;
    }

    /// <returns>0, or 2 where <c>--hours</c> would be refused.</returns>
    public static int Accept(string hours, TextWriter errors) => IsHours(hours, out _) ? 0 : RefuseHours(errors);

    private static bool IsHours(string text, out decimal hours) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out hours) && hours is > 0 and <= MostHours;

    private static int RefuseHours(TextWriter errors) =>
        Refuse(errors, string.Create(CultureInfo.InvariantCulture, $"--hours wants a number above 0 and up to {MostHours}."));

    private static void WriteTotal(TextWriter output, Estimate estimate, PriceList prices, decimal hours) =>
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"About {EstimateTable.Usd(estimate.PerHour * hours)} for {hours} h at the prices of {prices.Region} ({prices.Checked:yyyy-MM-dd}); ./run cost says for what."
            )
        );

    private static void WriteTables(TextWriter output, List<(string Name, Estimate Estimate)> choices, PriceList prices, decimal hours)
    {
        EstimateTable.Write(output, choices[0].Name, choices[0].Estimate, hours);
        output.WriteLine();
        if (choices.Count > 1)
        {
            ComparisonTable.Write(output, choices, hours);
            output.WriteLine();
        }
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Prices of {prices.Region} in US dollars, checked {prices.Checked:yyyy-MM-dd}, without taxes and free tiers; sources in cdk/Cost/Prices/prices.json; ? is unverified."
            )
        );
        output.WriteLine(
            "Counted from the templates; use is assumed (cdk/Cost/Charges/Use.cs): orders flow all the time. Other regions have other prices."
        );
    }

    private static int Refuse(TextWriter errors, string why)
    {
        errors.WriteLine($"✗ {why}");
        return 2;
    }
}
