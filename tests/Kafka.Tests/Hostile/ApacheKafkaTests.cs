using KillSwitch.Kafka.Routing;
using KillSwitch.Tests;

namespace KillSwitch.Kafka.Tests.Hostile;

[Collection(ApacheKafkaCollection.Name)]
public sealed class ApacheKafkaTests(ApacheKafkaFixture kafka)
{
    [ApacheKafkaFact]
    public async Task Orders_OfAnyMake_AreDecidedOnceAndBlockNothing() =>
        await HostileTopicScenarios.Orders_OfAnyMake_AreDecidedOnceAndBlockNothing(
            await kafka.WithEmptyTopicsAsync(),
            DeliveryMode.Transactional
        );

    [ApacheKafkaFact]
    public async Task State_WrittenBySomebodyElse_NeverOpensAndRaisesAnAlarm() =>
        await HostileTopicScenarios.State_WrittenBySomebodyElse_NeverOpensAndRaisesAnAlarm(
            await kafka.WithEmptyTopicsAsync(),
            DeliveryMode.Transactional
        );

    [ApacheKafkaFact]
    public async Task State_UnderTheKeyOfAnotherScope_HoldsBothBackUntilEachIsRestored() =>
        await HostileTopicScenarios.State_UnderTheKeyOfAnotherScope_HoldsBothBackUntilEachIsRestored(
            await kafka.WithEmptyTopicsAsync(),
            DeliveryMode.Transactional
        );

    [ApacheKafkaFact]
    public async Task Detector_AmongHostileRecords_StillCommandsTheKill() =>
        await HostileTopicScenarios.Detector_AmongHostileRecords_StillCommandsTheKill(await kafka.WithEmptyTopicsAsync());

    [ApacheKafkaFact]
    public async Task Progress_ThatIsNonsense_IsNotTrustedAndNothingIsPassedOver() =>
        await HostileProgressScenarios.Progress_ThatIsNonsense_IsNotTrustedAndNothingIsPassedOver(await kafka.WithEmptyTopicsAsync());

    [ApacheKafkaFact]
    public async Task Audit_OfAnOrderThatIsNotThere_IsNotTrustedAndNothingIsPassedOver() =>
        await HostileProgressScenarios.Audit_OfAnOrderThatIsNotThere_IsNotTrustedAndNothingIsPassedOver(
            await kafka.WithEmptyTopicsAsync(),
            DeliveryMode.Transactional
        );
}
