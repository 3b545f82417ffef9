namespace KillSwitch.Chaos.Tests.Support;

/// <summary>A test that needs Apache Kafka and the Node packages; skipped, with the reason, where either is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ApacheKafkaFactAttribute : FactAttribute
{
    private const string Variable = "KAFKA_HOME";

    public ApacheKafkaFactAttribute() =>
        Skip = string.IsNullOrEmpty(Home) ? $"needs Apache Kafka: set {Variable} to an unpacked distribution" : NodeFactAttribute.WhyNot;

    public static string? Home => Environment.GetEnvironmentVariable(Variable);
}
