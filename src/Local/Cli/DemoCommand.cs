using System.CommandLine;
using KillSwitch.Hosting;
using KillSwitch.Local.Acts;
using KillSwitch.Local.Demo;
using KillSwitch.Local.Stack;
using KillSwitch.Local.Telemetry;
using KillSwitch.Scenarios;
using Microsoft.Extensions.Logging;

namespace KillSwitch.Local.Cli;

/// <summary><c>./run demo</c>: one incident, told as it happens.</summary>
internal static class DemoCommand
{
    private const int ExitBrokenPromise = 1;

    public static Command Create()
    {
        var scenario = new Option<string>("--scenario")
        {
            Description =
                "panic: one account goes mad and is killed. normal: nothing is killed. knight: 1 August 2012 again, from the public figures.",
            HelpName = "NAME",
            DefaultValueFactory = _ => NamedScenarios.Panic,
        };
        scenario.AcceptOnlyFromAmong(NamedScenarios.Names);
        var orders = new Option<string?>("--orders")
        {
            Description =
                "Your own orders instead: JSON, a FIX log, CSV, LOBSTER or ITCH, packed with gzip or not; - reads standard input to its end. They are played again, the earliest first, and measured by their own times.",
            HelpName = "FILE|-",
        };
        var fast = new Option<bool>("--fast")
        {
            Description =
                "Without the pauses for an audience; your own orders as fast as they can be sent rather than at the pace of their times.",
        };
        var speed = ScenarioChoice.Speed(
            "For --orders: how many times as fast as their times say, 0.01 to 1000000. Default 1; with --fast as fast as it goes."
        );
        var summary = new Option<FileInfo?>("--summary")
        {
            Description = "Write what the terminal says to this file, for programs.",
            HelpName = "FILE.json",
        };
        var handsOn = new Option<bool>("--hands-on") { Description = "You open the link and decide, as bob; the story waits for you." };
        var keep = new Option<string?>("--keep")
        {
            Description = "Keep what the run leaves behind there (incidents, executions, mail, keys): ./run local --data DIR goes on with it.",
            HelpName = "DIR",
        };
        var (scale, seed) = (ScenarioChoice.TimeScale(), ScenarioChoice.Seed());
        var (own, shared) = (new OrdersFileOptions(), new StackCliOptions());
        var command = new Command("demo", "Play one incident, from the first order to restored trading, and check every promise.")
        {
            scenario,
            orders,
            fast,
            speed,
            summary,
            scale,
            seed,
            handsOn,
            keep,
        };
        own.AddTo(command);
        shared.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetResult(speed) is { Implicit: false } && result.GetValue(orders) is null)
                result.AddError("--speed is the speed of your own orders: give --orders FILE too, or leave it out.");
            foreach (var option in own.All.Where(o => result.GetResult(o) is { Implicit: false } && result.GetValue(orders) is null))
                result.AddError($"{option.Name} is for a file of your own orders: give --orders FILE too, or leave it out.");
            if (result.GetValue(orders) is not null && result.GetResult(scenario) is { Implicit: false })
                result.AddError("--orders and --scenario are two sources of orders: give one of them.");
            else if (result.GetValue(handsOn) && result.GetValue(orders) is null && result.GetValue(scenario) == NamedScenarios.Normal)
                result.AddError("--hands-on is for a kill that you restore, and in --scenario normal nothing is killed: leave one of them out.");
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var isFast = parsed.GetValue(fast);
            var story = DemoPace.Of(shared.DetectorOf(parsed), isFast);
            var settings = new ScenarioOptions
            {
                Seed = parsed.GetValue(seed),
                TimeScale = parsed.GetValue(scale),
                TroubleAt = story.TroubleAt,
                TroubleFor = story.TroubleFor,
            };
            var played = parsed.GetValue(orders) is { } file
                ? await ScenarioChoice.FileAsync(own.Read(parsed, file), ScenarioChoice.Pace(parsed, speed, fast), cancellationToken)
                : ScenarioChoice.Named(parsed.GetValue(scenario)!, settings);
            var content = (played as OrdersFileScenario)?.Content;
            if (content is not null && OrdersFileTold.Before(content) is { } nothing)
                return nothing;
            var exitCode = await RunAsync(
                data => new DemoOptions
                {
                    Stack = shared.Read(parsed, data, played.Detection) with { Replays = played is OrdersFileScenario },
                    Scenario = played,
                    TroubleEnds = settings.TroubleAt + settings.TroubleFor,
                    PlayFor = parsed.GetValue(orders) is null ? story.QuietFor : Timeout.InfiniteTimeSpan,
                    DetectWithin = story.DetectWithin,
                    CommandWithin = story.CommandWithin,
                    Fast = isFast,
                    HandsOn = parsed.GetValue(handsOn),
                    SummaryFile = parsed.GetValue(summary) is { } written ? Writable(written.FullName) : null,
                },
                parsed.GetValue(keep),
                cancellationToken);
            return content is null ? exitCode : OrdersFileTold.After(content, exitCode);
        });
        return command;
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

    private static async Task<int> RunAsync(
        Func<DataDirectory, DemoOptions> read,
        string? keep,
        CancellationToken cancellationToken
    )
    {
        using var loggers = LocalLogging.ToConsole(LogLevel.Error);
        var data = keep is null ? Temporary() : Kept(keep);
        try
        {
            using var tracing = Tracing.Start(TracingSettings.FromEnvironment(), data.Traces, TimeProvider.System);
            var options = read(data);
            var screen = new Screen(Terminal.Console(), TimeProvider.System, options.Fast);
            var held = false;
            await screen.RunAsync(async () =>
                held = await new DemoRun(options, screen, TimeProvider.System, loggers).RunAsync(cancellationToken)
            );
            if (keep is not null)
                Console.WriteLine($"\nKept in {data.Path}: ./run local --data {data.Path} goes on with it.");
            if (held)
                Console.WriteLine(NextSteps.Text);
            return held ? 0 : ExitBrokenPromise;
        }
        catch (StoryFailedException e)
        {
            ErrorOutput.Write($"The story did not go as it should: {e.Message}.");
            return ExitBrokenPromise;
        }
        finally
        {
            if (keep is null)
                Directory.Delete(data.Path, recursive: true);
        }
    }

    /// <summary>Keys are in it: the system makes it with a name nobody can foresee, for this user alone.</summary>
    private static DataDirectory Temporary() => new(Directory.CreateTempSubdirectory("killswitch-demo-").FullName);

    /// <summary>A story begins with nothing: what an earlier run left would be told as this one's.</summary>
    private static DataDirectory Kept(string directory) =>
        Directory.Exists(directory) && Directory.EnumerateFileSystemEntries(directory).Any()
            ? throw new CannotStartException($"--keep is {directory}, which is not empty. Name a folder that is not there yet.")
            : new DataDirectory(directory);
}
