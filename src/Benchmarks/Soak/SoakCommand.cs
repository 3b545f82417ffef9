using System.CommandLine;
using KillSwitch.Benchmarks.Report;
using KillSwitch.Hosting;
using KillSwitch.Kafka.Routing;
using KillSwitch.Local.Cli;

namespace KillSwitch.Benchmarks.Soak;

/// <summary><c>./run bench soak</c>.</summary>
internal static class SoakCommand
{
    private const string ReportName = "soak";

    /// <summary>Something grows, or the run came to an end before its time.</summary>
    private const int ExitFailed = 1;

    public static Command Create()
    {
        var minutes = WholeNumber.Option("--minutes", "How long.", "N", otherwise: 60, min: 1, max: 1_440);
        var rate = WholeNumber.Option(
            "--rate",
            "Orders a second. Default: half of what the whole sustains, measured at the beginning.",
            "N",
            otherwise: 0,
            min: 1,
            max: 1_000_000
        );
        var routers = WholeNumber.Option("--routers", "How many routers.", "N", otherwise: 2, min: 1, max: 8);
        var delivery = new Option<string>("--delivery")
        {
            Description = "transactional or sequenced.",
            HelpName = "KIND",
            DefaultValueFactory = _ => "transactional",
        };
        delivery.AcceptOnlyFromAmong("sequenced", "transactional");
        var directory = new Option<string>("--out")
        {
            Description = "Where the report is written, as soak.md and soak.json.",
            HelpName = "DIR",
            DefaultValueFactory = _ => ReportFiles.DefaultDirectory,
        };
        var command = new Command(
            ReportName,
            "Runs the whole under an even load and tells whether memory, handles, lag or latency grow. Needs KAFKA_HOME. Ctrl-C ends it with the report so far."
        )
        {
            minutes,
            rate,
            routers,
            delivery,
            directory,
        };
        command.SetAction(
            (parsed, cancellationToken) =>
                RunAsync(
                    new SoakOptions
                    {
                        Minutes = parsed.GetValue(minutes),
                        Rate = parsed.GetValue(rate) is > 0 and var given ? given : null,
                        Routers = parsed.GetValue(routers),
                        Delivery = parsed.GetValue(delivery) == "sequenced" ? DeliveryMode.Sequenced : DeliveryMode.Transactional,
                    },
                    parsed.GetValue(directory)!,
                    cancellationToken
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(SoakOptions options, string directory, CancellationToken cancellationToken)
    {
        var home = Environment.GetEnvironmentVariable("KAFKA_HOME");
        if (string.IsNullOrEmpty(home))
            throw new CannotStartException($"The soak was not run. {BenchmarkRunner.NoKafka}");
        ReportFiles.Prepare(directory);
        var progress = new Progress(TimeProvider.System);
        var result = await new SoakRun(options, home, progress.Say, r => KeepAsync(directory, r)).RunAsync(cancellationToken);
        await KeepAsync(directory, result);
        Console.Write(SoakMarkdown.Write(result));
        progress.Say($"kept as {Path.Combine(directory, ReportName)}.md and .json");
        return result.Grows || result.Troubles.Count > 0 ? ExitFailed : 0;
    }

    private static async Task KeepAsync(string directory, SoakResult result)
    {
        await File.WriteAllTextAsync(Path.Combine(directory, ReportName + ".md"), SoakMarkdown.Write(result));
        await File.WriteAllTextAsync(Path.Combine(directory, ReportName + ".json"), SoakJson.Write(result));
    }
}
