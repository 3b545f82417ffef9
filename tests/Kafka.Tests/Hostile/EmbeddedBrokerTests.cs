using KillSwitch.Brokers;
using KillSwitch.Kafka.Routing;

namespace KillSwitch.Kafka.Tests.Hostile;

public sealed class EmbeddedBrokerTests : IDisposable
{
    private readonly EmbeddedBroker _broker = EmbeddedBroker.Start();

    public void Dispose() => _broker.Dispose();

    [Fact]
    public Task Orders_OfAnyMake_AreDecidedOnceAndBlockNothing() =>
        HostileTopicScenarios.Orders_OfAnyMake_AreDecidedOnceAndBlockNothing(_broker.Settings, DeliveryMode.Sequenced);

    [Fact]
    public Task State_WrittenBySomebodyElse_NeverOpensAndRaisesAnAlarm() =>
        HostileTopicScenarios.State_WrittenBySomebodyElse_NeverOpensAndRaisesAnAlarm(_broker.Settings, DeliveryMode.Sequenced);

    [Fact]
    public Task State_UnderTheKeyOfAnotherScope_HoldsBothBackUntilEachIsRestored() =>
        HostileTopicScenarios.State_UnderTheKeyOfAnotherScope_HoldsBothBackUntilEachIsRestored(_broker.Settings, DeliveryMode.Sequenced);

    [Fact]
    public Task Detector_AmongHostileRecords_StillCommandsTheKill() =>
        HostileTopicScenarios.Detector_AmongHostileRecords_StillCommandsTheKill(_broker.Settings);

    [Fact]
    public Task Audit_OfAnOrderThatIsNotThere_IsNotTrustedAndNothingIsPassedOver() =>
        HostileProgressScenarios.Audit_OfAnOrderThatIsNotThere_IsNotTrustedAndNothingIsPassedOver(_broker.Settings, DeliveryMode.Sequenced);
}
