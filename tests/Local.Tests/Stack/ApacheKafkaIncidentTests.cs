using KillSwitch.Kafka.Routing;
using KillSwitch.Local.Stack;
using KillSwitch.Local.Tests.Support;

namespace KillSwitch.Local.Tests.Stack;

[Collection(ProcessesCollection.Name)]
public class ApacheKafkaIncidentTests
{
    [ApacheKafkaFact]
    public Task Incident_ApacheKafka_KeepsEveryPromise() => IncidentScenario.PlayAsync(BrokerChoice.ApacheKafka, DeliveryMode.Transactional);
}
