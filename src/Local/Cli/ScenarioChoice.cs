using System.CommandLine;
using System.Globalization;
using KillSwitch.Hosting;
using KillSwitch.Scenarios;
using KillSwitch.Workflows.Detection;

namespace KillSwitch.Local.Cli;

/// <summary>Where orders come from: a scenario by its name, or a file of one's own.</summary>
internal static class ScenarioChoice
{
    public const string Panic = "panic";
    public const string Normal = "normal";
    public const string Knight = "knight";

    public static string[] Names { get; } = [Panic, Normal, Knight];

    /// <summary>How fast a file is played.</summary>
    public static Option<double?> Speed(string description)
    {
        var speed = new Option<double?>("--speed") { Description = description, HelpName = "X" };
        speed.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double?>() is { } times && times is not (>= 0.01 and <= 1_000_000))
                result.AddError($"--speed is {times.ToString(CultureInfo.InvariantCulture)}: it may be 0.01 to 1000000 times as fast.");
        });
        return speed;
    }

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
            return name switch
            {
                Normal => new NormalScenario(settings),
                Knight => new KnightScenario(settings),
                _ => new PanicScenario(settings),
            };
        }
        catch (ArgumentException e)
        {
            throw new CannotStartException(e.Message, e);
        }
    }

    /// <exception cref="CannotStartException">The file cannot be played.</exception>
    public static async Task<OrdersFileScenario> FileAsync(string file, double speed, CancellationToken cancellationToken)
    {
        var run = OrdersFileScenario.RunAt(TimeProvider.System.GetUtcNow());
        try
        {
            return await OrdersFileScenario.ReadAsync(file, speed, DetectionSettings.Default, run, null, cancellationToken);
        }
        catch (OrdersFileException e)
        {
            throw new CannotStartException(e.Message, e);
        }
    }
}
