using KillSwitch.Kafka.Routing;
using KillSwitch.Local.Stack;
using KillSwitch.Local.Tests.Support;
using KillSwitch.Tests;

namespace KillSwitch.Local.Tests.Stack;

[Collection(ProcessesCollection.Name)]
public class ApacheKafkaIncidentTests
{
    [ApacheKafkaFact(withNode: true)]
    public Task Incident_ApacheKafka_KeepsEveryPromise() =>
        IncidentScenario.PlayAsync(BrokerChoice.ApacheKafka, DeliveryMode.Transactional);
}
