using System.Text.RegularExpressions;
using KillSwitch.Hosting.Processes;

namespace KillSwitch.Benchmarks.Against;

/// <summary>Runs a benchmark of a build once, in a process of its own.</summary>
/// <param name="quick">Whether shortly.</param>
/// <param name="say">Says how far it is, in one line.</param>
internal sealed partial class TurnRun(bool quick, Action<string> say)
{
    /// <summary>With which a program ends that cannot follow what it was told: here, a benchmark that it does not have.</summary>
    private const int ExitCannotStart = 2;

    /// <summary>Characters of what went wrong; the log has all of it.</summary>
    private const int LongestSaid = 300;

    /// <param name="build">Whose.</param>
    /// <param name="benchmark">Which.</param>
    /// <param name="number">Which turn it is.</param>
    /// <param name="directory">Where its report and its log are put; an empty folder, or none.</param>
    /// <param name="cancellationToken">Ends it within 30 s, with everything that it started.</param>
    public async Task<Turn> RunAsync(
        Build build,
        string benchmark,
        int number,
        string directory,
        CancellationToken cancellationToken
    )
    {
        directory = Directory.CreateDirectory(directory).FullName;
        var log = Path.Combine(directory, "log");
        await using var program = await ChildProcess.StartAsync(
            build.Program,
            [.. build.Arguments, benchmark, "--out", directory, .. quick ? ["--quick"] : Array.Empty<string>()],
            log,
            build.Environment,
            cancellationToken
        );
        await LogLines.FollowAsync(log, program.Ended, line => Repeat(build, line), cancellationToken);
        var code = await program.Ended;
        return await TurnReport.ReadAsync(directory, benchmark, cancellationToken) switch
        {
            { } report => new Turn(number, build.Side, report.Figures, report.Describe, Briefly(report.Missing), report.Failed),
            // This build was asked only for what it has.
            null when code == ExitCannotStart && build.Side == Side.Other => new Turn(
                number,
                build.Side,
                [],
                Trouble: $"it has no such benchmark, or cannot start: {Said(program)}"
            ),
            null => new Turn(
                number,
                build.Side,
                [],
                Trouble: $"it wrote no report and ended with exit code {code}; {log} ends: {Said(program)}",
                Failed: true
            ),
        };
    }

    /// <summary>What it says of its progress, without its own clock.</summary>
    private void Repeat(Build build, string line)
    {
        if (Progress().Match(line) is { Success: true } match)
            say($"    {(build.Side == Side.This ? "this" : "other")} | {match.Groups["line"].Value.Trim()}");
    }

    /// <summary>The first line tells what happened; the trace below it stands in the turn's own report.</summary>
    private static string? Briefly(string? missing) => missing?.Split('\n') is [var first, _, ..] ? $"{first.Trim()} …" : missing;

    private static string Said(ChildProcess program)
    {
        const StringSplitOptions words = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
        var said = string.Join(' ', program.Tail().Split('\n', words));
        return said.Length > LongestSaid ? $"{said[..LongestSaid]} …" : said;
    }

    [GeneratedRegex(@"^ *\d+\.\ds  (?!kept as)(?<line>.+)$")]
    private static partial Regex Progress();
}
