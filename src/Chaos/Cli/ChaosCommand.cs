using System.CommandLine;
using System.Globalization;
using KillSwitch.Chaos.Checks;
using KillSwitch.Chaos.Plan;
using KillSwitch.Chaos.Report;
using KillSwitch.Chaos.Running;
using KillSwitch.Hosting;
using KillSwitch.Local.Cli;
using Spectre.Console;

namespace KillSwitch.Chaos.Cli;

/// <summary><c>./run chaos</c>.</summary>
internal static class ChaosCommand
{
    /// <summary>Something did not hold, did not come to rest, or was not recovered from.</summary>
    public const int ExitBroken = 1;

    /// <summary>Lines in a file are not wrapped where a terminal would.</summary>
    private const int WidthOfFiles = 240;

    private static string DefaultReport => ProjectFolder.File(".killswitch/chaos");

    private const string Name = "chaos";

    public static Task<int> RunAsync(string[] args)
    {
        if (Console.IsOutputRedirected)
            AnsiConsole.Profile.Width = WidthOfFiles;
        return ProgramRun.RunAsync([Create()], [Name, .. args], Timeout.InfiniteTimeSpan);
    }

    private static Command Create()
    {
        var kafka = new Option<bool>("--kafka")
        {
            Description =
                "Break three nodes of Apache Kafka from KAFKA_HOME too. Without it: one embedded broker, which no fault touches, as it forgets everything, and sequenced delivery.",
        };
        var minutes = MinutesOption.Create();
        var seed = new Option<int?>("--seed")
        {
            Description = "Decides what is done when. Default: another one each time; the report names it.",
            HelpName = "S",
        };
        var rate = WholeNumber.Option("--rate", "Orders a second, 10 to 5000.", "N", otherwise: 300, min: 10, max: 5000);
        var delivery = new Option<string?>("--delivery")
        {
            Description = "sequenced or transactional. Default: transactional on Apache Kafka.",
            HelpName = "KIND",
        };
        delivery.AcceptOnlyFromAmong("sequenced", "transactional");
        var only = KindsOption.Create();
        var list = new Option<bool>("--list") { Description = "List the kinds of faults and do nothing else." };
        var report = new Option<string>("--report")
        {
            Description = "Where the report is written (chaos.md, chaos.json), and what a run leaves behind that failed.",
            HelpName = "DIR",
            DefaultValueFactory = _ => DefaultReport,
        };
        var keep = new Option<bool>("--keep") { Description = "Keep what a run leaves behind even if all held." };
        var command = new Command(
            Name,
            "Breaks the running kill switch on purpose, under load, then checks from topics, histories and store alone what it promised."
        )
        {
            kafka, minutes, seed, rate, delivery, only, list, report, keep,
        };
        command.SetAction(async (parsed, stop) =>
        {
            if (parsed.GetValue(list))
            {
                AnsiConsole.Write(KindsTable.Of(FaultKinds.All));
                return 0;
            }
            var home = parsed.GetValue(kafka) ? KafkaHome() : null;
            var kinds = KindsOption.Read(parsed.GetValue(only), withKafka: home is not null);
            var folder = Path.GetFullPath(parsed.GetValue(report)!);
            var options = new ChaosOptions
            {
                KafkaHome = home,
                Delivery = Delivery(parsed.GetValue(delivery), home),
                Duration = TimeSpan.FromMinutes(parsed.GetValue(minutes)),
                Seed = parsed.GetValue(seed) ?? Random.Shared.Next(1, 1_000_000),
                OrdersPerSecond = parsed.GetValue(rate),
                Kinds = kinds,
                InForceWithin = KillsAreInForceInTime.Within,
                Data = Path.Combine(
                    folder,
                    $"data-{TimeProvider.System.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}"
                ),
            };
            try
            {
                return await RunAsync(options, folder, parsed.GetValue(keep), $"./run chaos {string.Join(' ', Reproduces(options, parsed.GetValue(only)))}", stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested && !parsed.GetValue(keep))
            {
                // Before anything was broken: there is nothing in it to look into.
                Directory.Delete(options.Data, recursive: true);
                throw;
            }
            catch (TimeoutException e)
            {
                throw new CannotStartException(e.Message);
            }
        });
        return command;
    }

    private static async Task<int> RunAsync(ChaosOptions options, string folder, bool keep, string reproduces, CancellationToken stop)
    {
        AnsiConsole.MarkupLineInterpolated($"[bold]seed {options.Seed}[/]  ({reproduces})");
        var began = TimeProvider.System.GetTimestamp();
        var run = new ChaosRun(options, TimeProvider.System, what =>
            AnsiConsole.MarkupLineInterpolated($"[grey]{TimeProvider.System.GetElapsedTime(began).TotalSeconds, 7:0.0}s[/] {what}")
        );
        var outcome = await run.RunAsync(stop, CancellationToken.None);
        var written = await ReportFiles.WriteAsync(folder, outcome, options, reproduces);
        AnsiConsole.Write(ReportTable.Of(outcome));
        AnsiConsole.MarkupLineInterpolated($"{written}");
        if (outcome.Held && !keep)
        {
            Directory.Delete(options.Data, recursive: true);
            return 0;
        }
        AnsiConsole.MarkupLineInterpolated($"What the run left behind: {options.Data}");
        if (outcome.Held)
            return 0;
        ErrorOutput.Write($"{outcome.Violations} violations. This does the same again: {reproduces}");
        return ExitBroken;
    }

    private static IEnumerable<string> Reproduces(ChaosOptions options, string[]? only)
    {
        if (options.KafkaHome is not null)
            yield return "--kafka";
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"--minutes {options.Duration.TotalMinutes:0.##} --seed {options.Seed} --rate {options.OrdersPerSecond} --delivery {options.Delivery}"
        );
        if (only is { Length: > 0 })
            yield return $"--only {string.Join(',', only)}";
    }

    private static string Delivery(string? asked, string? home) =>
        (asked, home) switch
        {
            ("transactional", null) => throw new CannotStartException(
                "The embedded broker does not implement transactions: give --kafka too, or leave --delivery transactional out."
            ),
            (null, null) => "sequenced",
            (null, _) => "transactional",
            _ => asked,
        };

    private static string KafkaHome() =>
        Environment.GetEnvironmentVariable("KAFKA_HOME") is { Length: > 0 } home
            ? home
            : throw new CannotStartException(
                "--kafka starts three nodes of Apache Kafka from KAFKA_HOME, which is not set. Set it to an Apache Kafka 4.4 distribution (3.9 works too; https://kafka.apache.org/downloads), or leave --kafka out."
            );
}
