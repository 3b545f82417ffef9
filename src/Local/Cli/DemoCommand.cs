using System.CommandLine;
using KillSwitch.Hosting;
using KillSwitch.Local.Demo;
using KillSwitch.Local.Stack;
using KillSwitch.Scenarios;
using KillSwitch.Verification.Promises;
using KillSwitch.Workflows.Detection;
using Microsoft.Extensions.Logging;

namespace KillSwitch.Local.Cli;

/// <summary><c>./run demo</c>: one incident, told as it happens.</summary>
internal static class DemoCommand
{
    private const int ExitBrokenPromise = 1;
    private const int ExitStopped = 130;

    public static Command Create()
    {
        var scenario = new Option<string>("--scenario")
        {
            Description =
                "panic: one account goes mad and is killed. normal: nothing is killed. knight: 1 August 2012 again, from the public figures.",
            HelpName = "NAME",
            DefaultValueFactory = _ => "panic",
        };
        scenario.AcceptOnlyFromAmong("panic", "normal", "knight");
        var orders = new Option<string?>("--orders")
        {
            Description = "Your own orders instead, one JSON object a line; - reads standard input.",
            HelpName = "FILE.jsonl|-",
        };
        var fast = new Option<bool>("--fast")
        {
            Description =
                "Without the pauses for an audience; your own orders as fast as they can be sent rather than at the pace of their ts.",
        };
        var summary = new Option<FileInfo?>("--summary")
        {
            Description = "Write what the terminal says to this file, for programs.",
            HelpName = "FILE.json",
        };
        var scale = new Option<double>("--time-scale")
        {
            Description = "For knight: how many seconds of that day pass in a second here, 0.01 to 1.",
            HelpName = "X",
            DefaultValueFactory = _ => 0.1,
        };
        var seed = WholeNumber.Option("--seed", "The same seed gives the same orders.", "N", otherwise: 1, min: 0, max: int.MaxValue);
        var shared = new StackCliOptions();
        var command = new Command("demo", "Play one incident, from the first order to restored trading, and check every promise.")
        {
            scenario,
            orders,
            fast,
            summary,
            scale,
            seed,
        };
        shared.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            var isFast = parsed.GetValue(fast);
            var pace = DemoPace.Of(shared.DetectorOf(parsed), isFast);
            var settings = new ScenarioOptions
            {
                Seed = parsed.GetValue(seed),
                TimeScale = parsed.GetValue(scale),
                TroubleAt = pace.TroubleAt,
                TroubleFor = pace.TroubleFor,
            };
            var played = Scenario(parsed.GetValue(scenario)!, parsed.GetValue(orders), isFast, settings);
            return RunAsync(
                data => new DemoOptions
                {
                    Stack = shared.Read(parsed, data, played.Detection),
                    Scenario = played,
                    Expected = new Expectations(
                        Orders: true,
                        played.Breaches,
                        played.Breaches,
                        played.Breaches,
                        played.Breaches,
                        Malformed: played is PanicScenario,
                        Quiet: played is NormalScenario,
                        LetThrough: played is not OrdersFileScenario
                    ),
                    TroubleEnds = settings.TroubleAt + settings.TroubleFor,
                    PlayFor = parsed.GetValue(orders) is null ? pace.QuietFor : Timeout.InfiniteTimeSpan,
                    DetectWithin = pace.DetectWithin,
                    Fast = isFast,
                    SummaryFile = parsed.GetValue(summary) is { } file ? Writable(file.FullName) : null,
                },
                cancellationToken);
        });
        return command;
    }

    private static IOrderScenario Scenario(string name, string? orders, bool isFast, ScenarioOptions settings)
    {
        try
        {
            return orders is not null ? new OrdersFileScenario(orders, paced: !isFast, DetectionSettings.Default) : name switch
            {
                "normal" => new NormalScenario(settings),
                "knight" => new KnightScenario(settings),
                _ => new PanicScenario(settings),
            };
        }
        catch (Exception e) when (e is ArgumentException or OrdersFileException)
        {
            throw new CannotStartException(e.Message, e);
        }
    }

    /// <summary>
    /// Found out before the story: afterwards it would be too late. Emptied, so that an earlier run's summary is not read as this
    /// one's.
    /// </summary>
    private static string Writable(string file)
    {
        try
        {
            using var _ = new FileStream(file, FileMode.Create);
            return file;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CannotStartException(
                $"--summary is {file}, which cannot be written: {e.Message} Name a file in a folder that is there.",
                e
            );
        }
    }

    private static async Task<int> RunAsync(Func<DataDirectory, DemoOptions> read, CancellationToken cancellationToken)
    {
        using var loggers = LocalLogging.ToConsole(LogLevel.Error);
        using var tracing = Telemetry.Tracing.Start(Telemetry.TracingSettings.FromEnvironment());
        // Keys are in it: the system makes it with a name nobody can foresee, for this user alone.
        var data = new DataDirectory(Directory.CreateTempSubdirectory("killswitch-demo-").FullName);
        try
        {
            var options = read(data);
            var screen = new Screen(Terminal.Console(), TimeProvider.System, options.Fast);
            var held = false;
            await screen.RunAsync(async () =>
                held = await new DemoRun(options, screen, TimeProvider.System, loggers).RunAsync(cancellationToken)
            );
            return held ? 0 : ExitBrokenPromise;
        }
        catch (StoryFailedException e)
        {
            ErrorOutput.Write($"The story did not go as it should: {e.Message}.");
            return ExitBrokenPromise;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("  stopped");
            return ExitStopped;
        }
        finally
        {
            Directory.Delete(data.Path, recursive: true);
        }
    }
}
