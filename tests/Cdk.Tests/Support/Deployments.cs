using KillSwitch.Cdk.Settings;
using KillSwitch.Tests;

namespace KillSwitch.Cdk.Tests.Support;

/// <summary>The installations that are synthesized: each as somebody would ask for it.</summary>
internal static class Deployments
{
    public const string People =
        "alice:alice@example.com:operator+approver;bob:bob@example.com:approver;carol:carol@example.com:operator;dave:dave@example.com:observer";

    public static Deployment Usual { get; } = Read();

    public static Deployment Provisioned { get; } = Read(
        (ContextNames.Kafka, "provisioned"),
        (ContextNames.Limits, SourceTree.File("docs", "limits.json")),
        (ContextNames.UnpricedOrders, "pass")
    );

    public static Deployment LowCost { get; } = Read((ContextNames.LowCost, "true"));

    public static Deployment ProvisionedLowCost { get; } = Read((ContextNames.Kafka, "provisioned"), (ContextNames.LowCost, "true"));

    public static Deployment Read(params (string Name, string Value)[] more)
    {
        var context = new Dictionary<string, string>
        {
            [ContextNames.Student] = "alice",
            [ContextNames.People] = People,
            [ContextNames.AlarmAddresses] = "alarms@example.com",
        };
        foreach (var (name, value) in more)
            context[name] = value;
        return DeploymentReader.Read(context.GetValueOrDefault);
    }
}
