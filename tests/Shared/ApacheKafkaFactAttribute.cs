namespace KillSwitch.Tests;

/// <summary>A test that needs Apache Kafka; skipped, with the reason, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ApacheKafkaFactAttribute : FactAttribute
{
    public const string Variable = "KAFKA_HOME";

    /// <param name="withNode">Whether it needs the Node packages, too: a whole stack does.</param>
    public ApacheKafkaFactAttribute(bool withNode = false) =>
        Skip =
            string.IsNullOrEmpty(Home) ? $"needs Apache Kafka: set {Variable} to an unpacked distribution"
            : withNode ? Node.WhyNot
            : null;

    public static string? Home => Environment.GetEnvironmentVariable(Variable);
}
