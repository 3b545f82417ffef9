using Confluent.Kafka;
using KillSwitch.Local.Stack;

namespace KillSwitch.Local.Demo;

/// <summary>What ran, for whoever compares two summaries.</summary>
internal static class Versions
{
    public static IReadOnlyDictionary<string, string> Of(StackOptions options) => new SortedDictionary<string, string>
    {
        ["broker"] = options.Broker switch
        {
            BrokerChoice.Embedded => "embedded (librdkafka's mock cluster)",
            BrokerChoice.ApacheKafka => "Apache Kafka from KAFKA_HOME",
            BrokerChoice.External => options.Bootstrap!,
            _ => throw new InvalidOperationException($"Unknown broker {options.Broker}."),
        },
        ["dotnet"] = Environment.Version.ToString(),
        ["killswitch"] = typeof(Versions).Assembly.GetName().Version!.ToString(3),
        ["librdkafka"] = Library.VersionString,
    };
}
