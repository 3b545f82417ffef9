using KillSwitch.Workflows.Orders;

namespace KillSwitch.Workflows.Limits;

/// <summary>The rules' names, as limits files have them.</summary>
public static class LimitRules
{
    public static string NameOf(LimitRule rule) => OrderWords<LimitRule>.Of(rule);
}
