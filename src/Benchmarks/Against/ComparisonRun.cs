using KillSwitch.Benchmarks.Kills;

namespace KillSwitch.Benchmarks.Against;

/// <summary>Measures two builds in turns, one benchmark after the other.</summary>
/// <param name="other">The other build.</param>
/// <param name="mine">This build.</param>
/// <param name="turns">How many of each.</param>
/// <param name="run">Runs one.</param>
/// <param name="directory">Where the reports and logs of the turns are put, a folder each.</param>
/// <param name="say">Says how far it is, in one line.</param>
internal sealed class ComparisonRun(Build other, Build mine, int turns, TurnRun run, string directory, Action<string> say)
{
    /// <param name="benchmarks">Which, in this order.</param>
    /// <param name="keep">Is given what there is after each, and at the end.</param>
    /// <param name="cancellationToken">Ends it soon; the turn that it meets does not count, those before do.</param>
    public async Task<IReadOnlyList<BenchmarkComparison>> RunAsync(
        IEnumerable<string> benchmarks,
        Func<IReadOnlyList<BenchmarkComparison>, Task> keep,
        CancellationToken cancellationToken
    )
    {
        var compared = new List<BenchmarkComparison>();
        foreach (var benchmark in benchmarks)
        {
            var done = new List<Turn>();
            await TakeTurnsAsync(benchmark, done, cancellationToken);
            if (done.Count > 0)
                compared.Add(BenchmarkComparison.Of(benchmark, done));
            await keep(compared);
        }
        return compared;
    }

    private async Task TakeTurnsAsync(string benchmark, List<Turn> done, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var (number, side) in TurnOrder.Of(turns))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (done.Any(turn => turn.Side == side && turn.IsInVain))
                    continue;
                var build = side == Side.This ? mine : other;
                var which = side == Side.This ? "this" : "other";
                // What the one before has written is not to be put on the disk in the time of this.
                await Writeback.FinishAsync(cancellationToken);
                say($"{benchmark}, turn {number} of {turns}: {(side == Side.This ? "this build" : "the other build")}, {build.Label}");
                var turn = await run.RunAsync(
                    build,
                    benchmark,
                    number,
                    Path.Combine(directory, $"{benchmark}-{number}-{which}"),
                    cancellationToken
                );
                if (turn.Trouble is { } trouble)
                    say($"    {which} | {trouble}");
                done.Add(turn);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // What there is of it is compared.
        }
    }
}
