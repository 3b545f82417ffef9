namespace KillSwitch.Brokers;

/// <summary>Where an Apache Kafka of one's own comes from and keeps its data.</summary>
/// <param name="Home">An unpacked distribution: the directory that holds <c>libs</c>. From <c>KAFKA_HOME</c>.</param>
/// <param name="DataDirectory">Created if missing, formatted if empty; a directory used before keeps its topics.</param>
public sealed record ApacheKafkaOptions(string Home, string DataDirectory)
{
    /// <summary>
    /// Where clients reach it, on 127.0.0.1. Default 0: the port that the directory had before, where it is free, else any that is.
    /// </summary>
    public int Port { get; init; }

    /// <summary>Further broker properties, which go before ours. Default: none.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>();

    /// <summary>Java's largest heap, in MiB. Default 512.</summary>
    public int HeapInMiB { get; init; } = 512;

    /// <summary>How long it may take to answer. Default 60 s; 2-3 s is usual.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Java 17 or later. Default: that of <c>JAVA_HOME</c>, else the one on the path.</summary>
    public string Java { get; init; } =
        Environment.GetEnvironmentVariable("JAVA_HOME") is { Length: > 0 } home ? Path.Combine(home, "bin", "java") : "java";
}
