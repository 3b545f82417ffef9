namespace KillSwitch.Kafka.Tests;

/// <summary>A test that needs Apache Kafka; skipped, with the reason, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ApacheKafkaFactAttribute : FactAttribute
{
    public const string Variable = "KAFKA_HOME";

    public ApacheKafkaFactAttribute()
    {
        if (string.IsNullOrEmpty(Home))
            Skip = $"needs Apache Kafka: set {Variable} to an unpacked distribution";
    }

    public static string? Home => Environment.GetEnvironmentVariable(Variable);
}
