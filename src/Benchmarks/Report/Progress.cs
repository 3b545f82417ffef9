namespace KillSwitch.Benchmarks.Report;

/// <summary>How far a run is, on standard error, so that standard output is the report alone. Thread-safe.</summary>
internal sealed class Progress(TimeProvider time)
{
    private readonly long _started = time.GetTimestamp();

    public void Say(string line) =>
        Console.Error.WriteLine(FormattableString.Invariant($"{time.GetElapsedTime(_started).TotalSeconds, 8:0.0}s  {line}"));
}
