using System.Diagnostics;
using System.Runtime.CompilerServices;
using KillSwitch.Benchmarks.Core;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Routing;

namespace KillSwitch.Benchmarks.State;

/// <summary>Folding state records, without Kafka.</summary>
internal sealed class FoldBenchmark : IBenchmark
{
    private const long FirstVersion = 1_767_366_000_000;
    private const int Changes = 200;

    public string Name => "fold";

    public string Describe => "taking in the state of many scopes, and what a killed or restored scope takes in memory";

    public async IAsyncEnumerable<Measurement> RunAsync(
        BenchmarkContext context,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await Task.Yield();
        var count = context.Amount(1_000_000, 10_000);
        context.Say($"  making {count} state records");
        var accounts = Enumerable.Range(0, count).Select(SampleOrders.Account).ToArray();
        var keys = Array.ConvertAll(accounts, SampleStates.Key);
        var values = accounts.Select((account, i) => SampleStates.Value(account, FirstVersion + i)).ToArray();
        cancellationToken.ThrowIfCancellationRequested();

        var processor = Environment.CpuUsage.TotalTime;
        JsonWalk.All(values);
        var walk = new Baseline(
            "Utf8JsonReader merely walking the same values",
            count / (Environment.CpuUsage.TotalTime - processor).TotalSeconds
        );
        processor = Environment.CpuUsage.TotalTime;
        var (fold, bytes) = Memory.Of(() => Folded(keys, values, cancellationToken));
        var rate = count / (Environment.CpuUsage.TotalTime - processor).TotalSeconds;
        var conditions = $"{count:N0} scopes, {values.Average(v => v.Length):0} bytes a record; by processor time, collector included";
        yield return new Measurement("folded", rate, "records/s", conditions, walk);

        (var view, var viewBytes) = Memory.Of(() => fold.View([count]));
        yield return new Measurement(
            "memory of a killed scope",
            (double)(bytes + viewBytes) / count,
            "bytes/scope",
            $"{conditions}; the fold and one view",
            new Baseline("its record in the topic", values.Average(v => v.Length) + keys[0].Length)
        );
        GC.KeepAlive(view);

        var times = new List<double>();
        for (var i = 0; i < Changes; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var value = SampleStates.Value(accounts[i], FirstVersion + count + i, i % 2 == 0 ? KillStatus.Active : KillStatus.Killed);
            var started = Stopwatch.GetTimestamp();
            fold.Apply(0, count + i, keys[i], value, FirstVersion);
            view = fold.View([count + i + 1]);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMicroseconds);
        }
        yield return new Measurement(
            "one more kill or restore, p50",
            Rounds.Median(times),
            "µs",
            $"{count:N0} scopes killed; from its record to a view that has it; {Changes} of them"
        );
        yield return new Measurement("one more kill or restore, max", times.Max(), "µs", "as above");
        GC.KeepAlive(fold);

        values = [.. accounts.Select((account, i) => SampleStates.Value(account, FirstVersion + i, KillStatus.Active))];
        (fold, bytes) = Memory.Of(() => Folded(keys, values, cancellationToken));
        (view, viewBytes) = Memory.Of(() => fold.View([count]));
        yield return new Measurement(
            "memory of a restored scope",
            (double)(bytes + viewBytes) / count,
            "bytes/scope",
            $"{conditions}; the fold and one view"
        );
        GC.KeepAlive(view);
    }

    private static KillStateFold Folded(byte[][] keys, byte[][] values, CancellationToken cancellationToken)
    {
        var fold = new KillStateFold(TimeProvider.System, alarm => throw new InvalidOperationException(alarm.Message));
        for (var i = 0; i < keys.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            fold.Apply(0, i, keys[i], values[i], FirstVersion);
        }
        return fold;
    }
}
