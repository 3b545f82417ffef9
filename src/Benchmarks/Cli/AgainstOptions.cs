using System.CommandLine;
using KillSwitch.Benchmarks.Against;
using KillSwitch.Benchmarks.Report;
using KillSwitch.Hosting;
using KillSwitch.Local.Cli;

namespace KillSwitch.Benchmarks.Cli;

/// <summary>The options that have the build of another commit measured beside this one, and the run they ask for.</summary>
/// <param name="run">Where the report goes, and how long the runs are.</param>
internal sealed class AgainstOptions(RunOptions run)
{
    /// <summary>Set by <c>./run</c>: where it keeps what it need not make again.</summary>
    private const string Cache = "KILLSWITCH_CACHE";

    private const int DefaultTurns = 3;

    private readonly Option<string?> _against = new("--against")
    {
        Description =
            "Measures the build of another commit as well, in turns with this one, and compares the figures. A hash, a tag, a branch, HEAD~3; checked out and built once, under KILLSWITCH_CACHE. The report is NAME-against-HASH.",
        HelpName = "COMMIT",
    };

    private readonly Option<int> _turns = WholeNumber.Option(
        "--turns",
        "How often each of the two builds is measured, with --against.",
        "N",
        DefaultTurns,
        FigureComparison.FewestTurns,
        max: 20
    );

    public void AddTo(Command command)
    {
        command.Add(_against);
        command.Add(_turns);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_turns) is { Implicit: false } && result.GetResult(_against) is null)
                result.AddError("--turns is how often each of two builds is measured; name the other one with --against COMMIT.");
        });
    }

    /// <summary>Null where no other build is asked for.</summary>
    public string? Commit(ParseResult parsed) => parsed.GetValue(_against);

    /// <summary>Measures both builds, prints the comparison and keeps it.</summary>
    /// <returns>The exit code. A figure that is worse is a figure, not a failure.</returns>
    public async Task<int> RunAsync(
        ParseResult parsed,
        string commit,
        string reportName,
        IReadOnlyList<string> benchmarks,
        CancellationToken cancellationToken
    )
    {
        ReportFiles.Prepare(run.Directory(parsed));
        var cache = CacheFolder();
        var progress = new Progress(TimeProvider.System);
        // Before the other is built, which loads the machine as well.
        var (date, machine) = (TimeProvider.System.GetUtcNow(), Machine.Here());
        try
        {
            var repository = await Repository.OpenAsync(ProjectFolder.Path, cancellationToken);
            var (mine, other) = (await repository.HeadAsync(cancellationToken), await repository.ResolveAsync(commit, cancellationToken));
            var build = await new BuildCache(cache, progress.Say).GetAsync(repository, other, cancellationToken);
            var report = new ComparisonReport(
                date,
                run.Quick(parsed),
                Stopped: false,
                machine,
                parsed.GetValue(_turns),
                mine,
                other,
                commit,
                []
            );
            var name = Path.Combine(run.Directory(parsed), $"{reportName}-against-{other.Short}");
            return await MeasureAsync(name, report, build, benchmarks, progress, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            progress.Say("stopped before anything was measured");
            return RunOptions.ExitStopped;
        }
    }

    /// <param name="name">Of the report's files, without their ending, and of the folder for those of the turns.</param>
    /// <param name="report">As it is before the first turn.</param>
    /// <param name="build">The other build.</param>
    /// <param name="benchmarks">Which, in this order.</param>
    /// <param name="progress">How far it is.</param>
    /// <param name="cancellationToken">Ends it with the report so far.</param>
    private static async Task<int> MeasureAsync(
        string name,
        ComparisonReport report,
        Build build,
        IReadOnlyList<string> benchmarks,
        Progress progress,
        CancellationToken cancellationToken
    )
    {
        // Turns of an earlier comparison are not to be taken for this one's.
        if (Directory.Exists(name))
            Directory.Delete(name, recursive: true);
        var run = new TurnRun(report.Quick, progress.Say);
        var comparison = new ComparisonRun(build, Build.This(report.This), report.Turns, run, name, progress.Say);
        var compared = await comparison.RunAsync(
            benchmarks,
            so =>
            {
                report = report with { Benchmarks = so, Stopped = cancellationToken.IsCancellationRequested };
                return ComparisonFiles.WriteAsync(name, report);
            },
            cancellationToken
        );
        Console.Write(ComparisonMarkdown.Write(report));
        progress.Say($"kept as {name}.md and .json, with the report and the log of each turn in the folder beside them");
        foreach (var failed in compared.Where(b => b.Failed))
            ErrorOutput.Write($"{failed.Name} failed, at least in a turn: {failed.Troubles[0]}");
        if (cancellationToken.IsCancellationRequested)
            return RunOptions.ExitStopped;
        return compared.Any(b => b.Failed) ? RunOptions.ExitFailed : 0;
    }

    private static string CacheFolder() =>
        Environment.GetEnvironmentVariable(Cache) is { Length: > 0 } set
            ? Path.GetFullPath(set)
            : throw new CannotStartException($"{Cache} is not set. Start this as ./run bench, which sets it: other builds are kept there.");
}
