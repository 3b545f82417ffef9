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
        var directory = run.Directory(parsed);
        ReportFiles.Prepare(directory);
        var cache = CacheFolder();
        var progress = new Progress(TimeProvider.System);
        // Before the other is built, which loads the machine as well.
        var (date, machine) = (TimeProvider.System.GetUtcNow(), Machine.Here());
        var repository = await Repository.OpenAsync(Environment.CurrentDirectory, cancellationToken);
        var (mine, other) = (await repository.HeadAsync(cancellationToken), await repository.ResolveAsync(commit, cancellationToken));
        var build = await new BuildCache(cache, progress.Say).GetAsync(repository, other, cancellationToken);

        var name = $"{reportName}-against-{other.Short}";
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
        var turns = Path.Combine(directory, name);
        // Turns of an earlier comparison are not to be taken for this one's.
        if (Directory.Exists(turns))
            Directory.Delete(turns, recursive: true);
        var comparison = new ComparisonRun(
            build,
            Build.This(mine),
            report.Turns,
            new TurnRun(report.Quick, progress.Say),
            turns,
            progress.Say
        );
        var compared = await comparison.RunAsync(
            benchmarks,
            so =>
            {
                report = report with { Benchmarks = so, Stopped = cancellationToken.IsCancellationRequested };
                return ComparisonFiles.WriteAsync(directory, name, report);
            },
            cancellationToken
        );
        Console.Write(ComparisonMarkdown.Write(report));
        progress.Say($"kept as {Path.Combine(directory, name)}.md and .json, with the report and the log of each turn in the folder beside them");
        if (cancellationToken.IsCancellationRequested)
            return RunOptions.ExitStopped;
        return compared.Any(b => b.Failed) ? RunOptions.ExitFailed : 0;
    }

    private static string CacheFolder() =>
        Environment.GetEnvironmentVariable(Cache) is { Length: > 0 } set
            ? Path.GetFullPath(set)
            : throw new CannotStartException($"{Cache} is not set. Start this as ./run bench, which sets it: other builds are kept there.");
}
