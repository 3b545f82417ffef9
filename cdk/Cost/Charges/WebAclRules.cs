using System.Text.Json;

namespace KillSwitch.Cdk.Cost.Charges;

/// <summary>A managed rule group counts as one rule.</summary>
internal static class WebAclRules
{
    public static ICharge Charge { get; } = new CountedCharge("AWS::WAFv2::WebACL", "rules of web ACLs", "web-acl-rule", Rules);

    private static decimal Rules(JsonElement acl) => acl.TryGetProperty("Rules", out var rules) ? rules.GetArrayLength() : 0;
}
