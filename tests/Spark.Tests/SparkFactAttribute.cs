using KillSwitch.Tests;

namespace KillSwitch.Spark.Tests;

/// <summary>A test that needs Apache Spark, a JDK and Apache Kafka; skipped, with the reason, where one is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SparkFactAttribute : FactAttribute
{
    public SparkFactAttribute()
    {
        if (string.IsNullOrEmpty(SparkHome))
            Skip = "needs Apache Spark: set SPARK_HOME to an unpacked distribution with the Kafka source in its jars";
        else if (string.IsNullOrEmpty(KafkaHome))
            Skip = "needs Apache Kafka: set KAFKA_HOME to an unpacked distribution";
        else if (Programs.Find("javac") is null)
            Skip = "needs javac on the PATH: install a JDK 17, as a runtime alone compiles nothing";
    }

    public static string? SparkHome => Environment.GetEnvironmentVariable("SPARK_HOME");

    public static string? KafkaHome => Environment.GetEnvironmentVariable("KAFKA_HOME");
}
