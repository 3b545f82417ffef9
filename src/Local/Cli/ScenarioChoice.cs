using System.CommandLine;
using System.Globalization;
using KillSwitch.Hosting;
using KillSwitch.Local.Acts;
using KillSwitch.Scenarios;
using KillSwitch.Workflows.Detection;

namespace KillSwitch.Local.Cli;

/// <summary>Where orders come from: a scenario by its name, or a file of one's own.</summary>
internal static class ScenarioChoice
{
    /// <summary>A day of orders as it was. What takes longer is mostly one wrong time.</summary>
    private static readonly TimeSpan LongestPlay = TimeSpan.FromHours(24);

    /// <summary>How fast a file is played.</summary>
    public static Option<double?> Speed(string description) => new("--speed")
    {
        Description = description,
        HelpName = "X",
        CustomParser = result =>
        {
            var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
            if (
                double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var times)
                && times is >= 0.01 and <= OrdersFileScenario.MaxSpeed
            )
                return times;
            result.AddError($"--speed is '{text}': it may be 0.01 to 1000000 times as fast. Leave it out for 1.");
            return null;
        },
    };

    /// <summary>How fast that day passes.</summary>
    public static Option<double> TimeScale() => new("--time-scale")
    {
        Description = "For knight: how many seconds of that day pass in a second here, 0.01 to 1.",
        HelpName = "X",
        DefaultValueFactory = _ => 0.1,
    };

    /// <summary>What chance begins with.</summary>
    public static Option<int> Seed() =>
        WholeNumber.Option("--seed", "The same seed gives the same orders.", "N", otherwise: 1, min: 0, max: int.MaxValue);

    /// <exception cref="CannotStartException">An option is out of range.</exception>
    public static IOrderScenario Named(string name, ScenarioOptions settings)
    {
        try
        {
            return NamedScenarios.Of(name, settings);
        }
        catch (ArgumentException e)
        {
            throw new CannotStartException(e.Message, e);
        }
    }

    /// <summary>How many times as fast as they were orders of one's own are played.</summary>
    public static double Pace(ParseResult parsed, Option<double?> speed, Option<bool> fast) =>
        parsed.GetValue(speed) ?? (parsed.GetValue(fast) ? OrdersFileScenario.AsFastAsItGoes : 1);

    /// <exception cref="CannotStartException">The file cannot be played.</exception>
    public static async Task<OrdersFileScenario> FileAsync(OrdersFile file, double speed, CancellationToken cancellationToken)
    {
        var run = OrdersFileScenario.RunAt(TimeProvider.System.GetUtcNow());
        try
        {
            var orders = await OrdersFileScenario.ReadAsync(file, speed, DetectionSettings.Default, run, cancellationToken);
            return orders.TooLong(LongestPlay) is { } why ? throw new CannotStartException(why) : orders;
        }
        catch (OrderFormats.Orders.OrdersFileException e)
        {
            throw new CannotStartException(e.Message, e);
        }
    }
}
