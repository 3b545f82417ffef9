namespace KillSwitch.Benchmarks.Against;

/// <summary>A build whose benchmarks can be run.</summary>
/// <param name="Side">Which of the two.</param>
/// <param name="Label">Its commit, for people.</param>
/// <param name="Program">What runs them.</param>
/// <param name="Arguments">What stands before a benchmark's name.</param>
/// <param name="Environment">Beyond that of this process; null removes a variable.</param>
internal sealed record Build(
    Side Side,
    string Label,
    string Program,
    IReadOnlyList<string> Arguments,
    IReadOnlyDictionary<string, string?> Environment
)
{
    private const string KafkaHome = "KAFKA_HOME";
    private const string Cache = "KILLSWITCH_CACHE";

    /// <summary>
    /// This one, in a process of its own like the other, which is not compiled and warmed up yet. Not through <c>./run</c>: that would
    /// build it anew if somebody changed a file meanwhile.
    /// </summary>
    public static Build This(Revision revision) =>
        new(
            Side.This,
            revision.Changed ? $"{revision.Short} and changes" : revision.Short,
            "dotnet",
            [typeof(Build).Assembly.Location],
            Kafka()
        );

    /// <summary>What a checkout's own <c>./run bench</c> runs.</summary>
    /// <param name="revision">What is checked out.</param>
    /// <param name="directory">Where.</param>
    /// <param name="cache">The cache of this <c>./run</c>, its whole path, so that what both need is made once.</param>
    public static Build Other(Revision revision, string directory, string cache) =>
        new(
            Side.Other,
            revision.Short,
            Path.Combine(directory, "run"),
            ["bench"],
            new Dictionary<string, string?>(Kafka()) { [Cache] = cache }
        );

    /// <summary>The other's <c>./run</c> works in another folder, where a path that begins here leads nowhere.</summary>
    private static Dictionary<string, string?> Kafka() =>
        System.Environment.GetEnvironmentVariable(KafkaHome) is { Length: > 0 } home
            ? new() { [KafkaHome] = Path.GetFullPath(home) }
            : [];
}
