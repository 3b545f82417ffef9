namespace KillSwitch.Spark.Tests.Parity;

/// <summary>Plays everything once: starting Spark is what takes time.</summary>
public sealed class ParityFixture : IAsyncLifetime
{
    /// <summary>Where to write the table; see <c>./run parity</c>.</summary>
    private const string TableVariable = "KILLSWITCH_PARITY_TABLE";

    private SparkRun? _spark;

    internal EmbeddedRun Embedded { get; private set; } = null!;

    internal SparkRun Spark => _spark!;

    internal IReadOnlyList<Verdict> Verdicts { get; private set; } = [];

    public async Task InitializeAsync()
    {
        if (new SparkFactAttribute().Skip is not null)
            return;
        // In the past, as an order dated ahead of its arrival is a case of its own; not long, as old records are deleted.
        var hourAgo = TimeProvider.System.GetUtcNow().AddHours(-1);
        var play = await Play.WriteAsync(hourAgo.AddTicks(-(hourAgo.Ticks % TimeSpan.TicksPerMinute)));
        Embedded = EmbeddedRun.Of(play);
        _spark = await SparkRun.OfAsync(play, Embedded.Malformed.Count);
        Verdicts = [.. play.Cases.Select(c => Verdict.Of(c, Embedded, _spark))];
        if (Environment.GetEnvironmentVariable(TableVariable) is { Length: > 0 } file)
            await File.WriteAllTextAsync(file, ParityTable.Of(Verdicts, Embedded, _spark));
    }

    public async Task DisposeAsync()
    {
        if (_spark is not null)
            await _spark.DisposeAsync();
    }
}
