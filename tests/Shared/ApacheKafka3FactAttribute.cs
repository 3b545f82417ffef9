namespace KillSwitch.Tests;

/// <summary>
/// A test that runs again on an Apache Kafka 3, where there is one beside that of <see cref="ApacheKafkaFactAttribute"/>; else it is
/// skipped, with the reason.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ApacheKafka3FactAttribute : FactAttribute
{
    public const string Variable = "KAFKA_HOME_3";

    public ApacheKafka3FactAttribute() =>
        Skip = string.IsNullOrEmpty(Home)
            ? $"needs an Apache Kafka 3.9 beside that of {ApacheKafkaFactAttribute.Variable}: set {Variable} to an unpacked distribution"
            : null;

    public static string? Home => Environment.GetEnvironmentVariable(Variable);
}
