using System.Text.Json;

namespace KillSwitch.Cdk.Cost.Charges;

/// <summary>Each interface endpoint costs in each zone it is in; a gateway endpoint costs nothing.</summary>
internal static class InterfaceEndpoints
{
    public static ICharge Charge { get; } =
        new CountedCharge("AWS::EC2::VPCEndpoint", "interface endpoints, by zones", "interface-endpoint", Zones);

    private static decimal Zones(JsonElement endpoint) =>
        endpoint.TryGetProperty("VpcEndpointType", out var type) && type.GetString() == "Interface"
            ? endpoint.GetProperty("SubnetIds").GetArrayLength()
            : 0;
}
