using System.Diagnostics;
using System.Globalization;
using System.Runtime.ExceptionServices;
using FsCheck;
using FsCheck.Fluent;

namespace KillSwitch.Fuzz.Tests.Support;

/// <summary>
/// Tries a target: its corpus first, then mutations of it from a seed that is always the same, so that a test run says the same of
/// the same code. Where <c>KILLSWITCH_FUZZ_SECONDS</c> is set it goes on that long a target, from seeds never used before.
/// docs/testing.md says how to use it.
/// </summary>
internal static class Fuzzer
{
    /// <summary>No input may take longer. Far above what any takes, as other tests may share the machine.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(90);

    /// <summary>Threads of the pool have a stack like this one.</summary>
    private const int StackBytes = 1536 * 1024;

    private const ulong FixedSeed = 20120801;

    private static TimeSpan? LongRun =>
        int.TryParse(Environment.GetEnvironmentVariable("KILLSWITCH_FUZZ_SECONDS"), CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : null;

    public static void Run(FuzzTarget target)
    {
        ExceptionDispatchInfo? failure = null;
        var worker = new Thread(
            () =>
            {
                try
                {
                    RunHere(target);
                }
                catch (Exception e)
                {
                    failure = ExceptionDispatchInfo.Capture(e);
                }
            },
            StackBytes);
        worker.Start();
        worker.Join();
        failure?.Throw();
    }

    private static void RunHere(FuzzTarget target)
    {
        var corpus = Corpus.Of(target.Name);
        using var last = new LastInput(target.Name);
        foreach (var input in target.Seeds.Concat(corpus))
            TryOne(target, input, last);
        var mutator = new Mutator([.. target.Seeds, .. corpus], target.Words);
        var inputs = Arb.From(Gen.Choose(0, int.MaxValue).Select(seed => mutator.Make(new Random(seed))), Smaller);
        var property = Prop.ForAll(inputs, input =>
        {
            TryOne(target, input, last);
            return true;
        });
        var started = Stopwatch.GetTimestamp();
        Check(property, target, FixedSeed);
        while (LongRun is { } longRun && Stopwatch.GetElapsedTime(started) < longRun)
            Check(property, target, (ulong)Random.Shared.NextInt64());
    }

    private static void Check(Property property, FuzzTarget target, ulong seed) =>
        property.Check(Config.QuickThrowOnFailure.WithMaxTest(target.ShortRun).WithName(target.Name).WithReplay(seed, 1));

    private static void TryOne(FuzzTarget target, byte[] input, LastInput last)
    {
        last.Keep(input);
        using var watchdog = new Timer(
            _ =>
                Environment.FailFast(
                    $"Fuzzing '{target.Name}': one input takes longer than {Longest.TotalSeconds} s. It is in {last.Path}, behind four bytes."
                ),
            null,
            Longest,
            Timeout.InfiniteTimeSpan
        );
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            target.Try(input);
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"'{target.Name}' does not hold for {Kept(target, input)}: {e.Message}", e);
        }
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        if (allocated > target.Allocation + target.AllocationPerByte * input.Length)
            throw new InvalidOperationException(
                $"'{target.Name}' allocates {allocated:N0} bytes for {input.Length:N0} bytes of input, {Kept(target, input)}."
            );
    }

    /// <summary>The latest input that failed, which is the smallest found: add it to the corpus.</summary>
    private static string Kept(FuzzTarget target, byte[] input)
    {
        var path = Path.Combine(Path.GetTempPath(), $"killswitch-fuzz-{target.Name}-{Environment.ProcessId}.failed");
        File.WriteAllBytes(path, input);
        return path;
    }

    /// <summary>Smaller inputs that may fail alike.</summary>
    private static IEnumerable<byte[]> Smaller(byte[] input)
    {
        for (var part = input.Length / 2; part > 0; part /= 2)
        {
            for (var at = 0; at + part <= input.Length && at / part < 64; at += part)
                yield return [.. input[..at], .. input[(at + part)..]];
        }
    }
}
