using KillSwitch.Kafka.Routing;
using KillSwitch.Local.Stack;
using KillSwitch.Tests;

namespace KillSwitch.Local.Tests.Stack;

[Collection(ProcessesCollection.Name)]
public class EmbeddedBrokerIncidentTests
{
    [NodeFact]
    public Task Incident_EmbeddedBroker_KeepsEveryPromise() => IncidentScenario.PlayAsync(BrokerChoice.Embedded, DeliveryMode.Sequenced);
}
