using System.Text.Json;

namespace KillSwitch.Cdk.Cost.Charges;

/// <summary>An event source mapping costs by itself only in provisioned mode.</summary>
internal static class EventPollers
{
    public static ICharge Charge { get; } =
        new CountedCharge("AWS::Lambda::EventSourceMapping", "event pollers kept ready", "event-poller", Minimum);

    private static decimal Minimum(JsonElement mapping) =>
        mapping.TryGetProperty("ProvisionedPollerConfig", out var pollers) && pollers.TryGetProperty("MinimumPollers", out var least)
            ? least.GetDecimal()
            : 0;
}
