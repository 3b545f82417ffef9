using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using KillSwitch.Hosting;
using KillSwitch.Lake.Finding;
using KillSwitch.Lake.Reporting;
using KillSwitch.Lake.Running;
using KillSwitch.Lake.Storage;
using KillSwitch.Local.Cli;
using KillSwitch.Surveillance.Playing;
using KillSwitch.Surveillance.Rules;
using Spectre.Console;

namespace KillSwitch.Lake.Cli;

/// <summary><c>./run lake</c>.</summary>
internal static class LakeCommand
{
    private const int DayInSeconds = 30;
    private const int OrdinaryEvents = 60_000;

    public static Option<string> DataOption() => new("--data")
    {
        Description = "Where the lake is kept. It survives stop and kill -9; the next run goes on.",
        HelpName = "DIR",
        DefaultValueFactory = _ => ProjectFolder.File(".killswitch/lake"),
    };

    public static Command Create()
    {
        var replay = new Option<string?>("--replay")
        {
            Description = "Market events from a file (JSON lines, docs/surveillance.md) instead of a day that is made up.",
            HelpName = "FILE",
        };
        var seed = WholeNumber.Option("--seed", "The same seed gives the same day.", "N", otherwise: 1, min: 0, max: int.MaxValue);
        var events = WholeNumber.Option(
            "--events", "How many events the day has, roughly.", "N", OrdinaryEvents, MarketDay.FewestEvents, MarketDay.MostEvents);
        var seconds = WholeNumber.Option("--for", "Stop after so many seconds.", "SECONDS", otherwise: 86_400, min: 1, max: 86_400);
        var fast = new Option<bool>("--fast") { Description = "The day as fast as it can be written; without it, in 30 seconds." };
        var data = DataOption();
        var command = new Command("lake", "Follows a market's events: keeps them raw, enriches them, looks for abuse, and reports.")
        {
            replay, seed, events, seconds, fast, data,
        };
        command.SetAction((parsed, stop) => RunAsync(
            new(
                parsed.GetValue(data)!,
                Existing(parsed.GetValue(replay)),
                parsed.GetValue(seed),
                parsed.GetValue(events),
                TimeSpan.FromSeconds(parsed.GetValue(fast) ? 0 : DayInSeconds)),
            TimeSpan.FromSeconds(parsed.GetValue(seconds)),
            stop));
        return command;
    }

    private static string? Existing(string? file) => file is null || File.Exists(file)
        ? file
        : throw new CannotStartException($"--replay: there is no file {file}.");

    private static async Task<int> RunAsync(LakeOptions options, TimeSpan duration, CancellationToken stop)
    {
        var run = new LakeRun(options, TimeProvider.System, Tell);
        AnsiConsole.MarkupLineInterpolated($"lake     {run.Folder.Lake} (raw, curated, alerts, quarantine, reports)");
        AnsiConsole.MarkupLineInterpolated($"events   {options.Replay ?? $"{run.Folder.Stream}, seed {options.Seed}"}");
        AnsiConsole.MarkupLine("ask it   ./run query, in another terminal or afterwards");
        using var enough = new CancellationTokenSource(duration, TimeProvider.System);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(stop, enough.Token);
        var whole = true;
        try
        {
            await run.RunAsync(ends.Token);
        }
        catch (OperationCanceledException) when (ends.IsCancellationRequested)
        {
            whole = false;
        }
        var report = DayReport.Write(run.Folder, TimeProvider.System, CancellationToken.None);
        if (options.Replay is null && whole)
            Compare(run.Folder);
        AnsiConsole.MarkupLineInterpolated($"report   {report}");
        if (!whole)
            AnsiConsole.MarkupLine("stopped before the day's end; the same command goes on from here");
        return 0;
    }

    private static void Tell(Alert alert)
    {
        var at = DateTimeOffset.FromUnixTimeMilliseconds(alert.FromTs).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        AnsiConsole.MarkupLineInterpolated(
            $"[red]alert[/]    {at} UTC  {alert.Rule,-17} {alert.Symbol,-5} {alert.Subject}  score {alert.Score}, {alert.Evidence.Count} events  {alert.AlertId}");
    }

    private static void Compare(LakeFolder folder)
    {
        var planted = JsonSerializer.Deserialize(File.ReadAllBytes(folder.Planted), StorageJson.Default.IReadOnlyListPlantedEpisode)!;
        var table = new Table().AddColumns("rule", "planted", "found", "false alerts");
        foreach (var row in Comparison.Of(planted, AlertFiles.Read(folder.Alerts), SurveillanceRules.Default().Rules.Keys))
            table.AddRow(row.Rule, $"{row.Planted}", $"{row.Found}", $"{row.False}");
        AnsiConsole.Write(table);
    }
}
