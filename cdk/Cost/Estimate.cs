using KillSwitch.Cdk.Cost.Charges;
using KillSwitch.Cdk.Cost.Prices;

namespace KillSwitch.Cdk.Cost;

/// <summary>What one installation costs.</summary>
/// <param name="Lines">All that costs anything, stack by stack.</param>
/// <param name="Unknown">Resource types that the estimate knows nothing of.</param>
internal sealed record Estimate(IReadOnlyList<CostLine> Lines, IReadOnlyList<string> Unknown)
{
    public decimal StandingPerHour => Lines.Where(l => l.Standing).Sum(l => l.UsdPerHour);

    public decimal UsedPerHour => Lines.Where(l => !l.Standing).Sum(l => l.UsdPerHour);

    public decimal PerHour => StandingPerHour + UsedPerHour;

    public IReadOnlyList<string> Stacks => [.. Lines.Select(l => l.Stack).Distinct()];

    public decimal PerHourOf(string stack) => Lines.Where(l => l.Stack == stack).Sum(l => l.UsdPerHour);

    /// <summary>All charges there are.</summary>
    public static IReadOnlyList<ICharge> ChargesFor(SparkWorkers workers) =>
    [
        InterfaceEndpoints.Charge,
        new CountedCharge("AWS::KMS::Key", "customer-managed keys", "key"),
        new ServerlessKafka(),
        new ProvisionedKafka(),
        EventPollers.Charge,
        TopicBatches.OfTheRouter,
        TopicBatches.OfTheAuditIndex,
        new Incidents(),
        new CountedCharge("AWS::SecretsManager::Secret", "secrets", "secret"),
        new CountedCharge("AWS::WAFv2::WebACL", "web ACLs", "web-acl"),
        WebAclRules.Charge,
        new DetectionJob(workers),
        Alarms.Charge,
        new CountedCharge("AWS::CloudWatch::CompositeAlarm", "composite alarms", "composite-alarm"),
        new CountedCharge("AWS::CloudWatch::Dashboard", "dashboards", "dashboard"),
    ];

    /// <param name="templates">Of all stacks.</param>
    /// <param name="charges">What costs.</param>
    /// <param name="prices">At which price.</param>
    /// <param name="use">For what it is used.</param>
    public static Estimate Of(IReadOnlyList<Template> templates, IReadOnlyList<ICharge> charges, PriceList prices, Use use)
    {
        var known = charges.SelectMany(c => c.Types).Concat(FreeTypes.All).ToHashSet(StringComparer.Ordinal);
        return new Estimate(
            [.. templates.SelectMany(t => charges.SelectMany(c => c.Of(t, prices, use)))],
            [
                .. templates
                    .SelectMany(t => t.Types)
                    .Where(t => !known.Contains(t) && !FreeTypes.IsCustom(t))
                    .Distinct()
                    .Order(StringComparer.Ordinal),
            ]
        );
    }
}
