namespace KillSwitch.Benchmarks;

/// <summary>What a benchmark is run with.</summary>
/// <param name="Quick">A short run that shows only that all works; its figures mean nothing.</param>
/// <param name="KafkaHome">An Apache Kafka distribution; null where there is none.</param>
/// <param name="SparkHome">An Apache Spark distribution; null where there is none.</param>
/// <param name="OtherSpark">The folder <c>spark/</c> of another build, to be measured beside this one's; null for none.</param>
/// <param name="Say">Says how far it is, in one line. Thread-safe.</param>
internal sealed record BenchmarkContext(bool Quick, string? KafkaHome, string? SparkHome, string? OtherSpark, Action<string> Say)
{
    /// <summary>How much to measure: orders, scopes, kills.</summary>
    public int Amount(int full, int quick) => Quick ? quick : full;

    /// <summary>How long to measure.</summary>
    public TimeSpan Time(TimeSpan full, TimeSpan quick) => Quick ? quick : full;
}
