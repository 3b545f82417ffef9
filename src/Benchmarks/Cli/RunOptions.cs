using System.CommandLine;
using KillSwitch.Benchmarks.Report;
using KillSwitch.Local.Cli;

namespace KillSwitch.Benchmarks.Cli;

/// <summary>The options that every command has, and the run they ask for.</summary>
internal sealed class RunOptions
{
    /// <summary>A benchmark failed. An aim that was missed is a figure, not a failure.</summary>
    public const int ExitFailed = 1;

    /// <summary>Ctrl-C: the report is of what there was until then.</summary>
    public const int ExitStopped = 130;

    private readonly Option<string> _out = new("--out")
    {
        Description = "Where the report is written, as NAME.md and NAME.json.",
        HelpName = "DIR",
        DefaultValueFactory = _ => ReportFiles.DefaultDirectory,
    };

    private readonly Option<bool> _quick = new("--quick")
    {
        Description = "Short runs that show that all works; the figures mean nothing.",
    };

    private readonly Option<DirectoryInfo> _otherSpark = new("--other-spark")
    {
        Description =
            "For spark: the folder spark/ of another build, as of a git worktree, whose detection is measured first, in the same run.",
        HelpName = "DIR",
    };

    public void AddTo(Command command)
    {
        _otherSpark.AcceptExistingOnly();
        command.Add(_otherSpark);
        command.Add(_out);
        command.Add(_quick);
    }

    public string Directory(ParseResult parsed) => parsed.GetValue(_out)!;

    public bool Quick(ParseResult parsed) => parsed.GetValue(_quick);

    /// <summary>Runs the benchmarks, prints the report and keeps it under <paramref name="reportName"/>.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(
        ParseResult parsed,
        string reportName,
        IReadOnlyList<IBenchmark> benchmarks,
        CancellationToken cancellationToken
    )
    {
        var directory = Directory(parsed);
        ReportFiles.Prepare(directory);
        var progress = new Progress(TimeProvider.System);
        var other = parsed.GetValue(_otherSpark)?.FullName;
        var context = new BenchmarkContext(Quick(parsed), Home("KAFKA_HOME"), Home("SPARK_HOME"), other, progress.Say);
        var date = TimeProvider.System.GetUtcNow();
        var machine = Machine.Here();
        var results = await BenchmarkRunner.RunAsync(benchmarks, context, cancellationToken);

        var markdown = await ReportFiles.WriteAsync(directory, reportName, new BenchmarkReport(date, context.Quick, machine, results));
        Console.Write(markdown);
        progress.Say($"kept as {Path.Combine(directory, reportName)}.md and .json");
        foreach (var failed in results.Where(r => r.Failed))
            ErrorOutput.Write($"{failed.Name} {failed.Missing}");
        if (cancellationToken.IsCancellationRequested)
            return ExitStopped;
        return results.Any(r => r.Failed) ? ExitFailed : 0;

        static string? Home(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } home ? home : null;
    }
}
