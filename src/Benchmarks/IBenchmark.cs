namespace KillSwitch.Benchmarks;

/// <summary>One thing that is measured, under one name on the command line. Run alone, never beside another.</summary>
internal interface IBenchmark
{
    /// <summary>What it is called on the command line: one lower-case word.</summary>
    string Name { get; }

    /// <summary>What it measures, in a line for <c>--help</c>.</summary>
    string Describe { get; }

    /// <summary>Whether it needs Apache Kafka. Without KAFKA_HOME it is reported as skipped.</summary>
    bool NeedsKafka => false;

    /// <summary>Whether it needs Apache Spark. Without SPARK_HOME it is reported as skipped.</summary>
    bool NeedsSpark => false;

    /// <summary>Measures. Each figure is yielded as soon as it is known, so that a run that is stopped keeps what it has.</summary>
    /// <param name="context">How long to measure, and where to say how far it is.</param>
    /// <param name="cancellationToken">Ends it soon; everything it started is ended too.</param>
    IAsyncEnumerable<Measurement> RunAsync(BenchmarkContext context, CancellationToken cancellationToken);
}
