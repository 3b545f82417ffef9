using Amazon.CDK.AWS.Budgets;
using Constructs;
using KillSwitch.Cdk.Settings;

namespace KillSwitch.Cdk.Network;

/// <summary>
/// Mails people when the account spends more than they meant to, or is going to. It counts the whole account: the costs of a tag alone
/// can be told only a day after somebody has activated it for billing. In the first stack, so that it is there before anything costs.
/// </summary>
internal sealed class Spending : Construct
{
    /// <summary>AWS Budgets mails no more addresses.</summary>
    private const int MostAddresses = 10;

    /// <summary>Percent of the limit; AWS reckons the costs up a few times a day, so the first mail has to come early.</summary>
    private static readonly (string Kind, double Percent)[] s_warnings = [("ACTUAL", 50), ("ACTUAL", 100), ("FORECASTED", 100)];

    public Spending(Construct scope, Deployment deployment)
        : base(scope, "Spending")
    {
        var addresses = deployment.AlarmAddresses.Count > 0 ? deployment.AlarmAddresses : [.. deployment.People.Select(p => p.Email)];
        if (deployment.BudgetUsd == 0 || addresses.Count == 0)
            return;
        _ = new CfnBudget(this, "Budget", new CfnBudgetProps
        {
            Budget = new CfnBudget.BudgetDataProperty
            {
                BudgetName = deployment.NamedInRegion("killswitch"),
                BudgetType = "COST",
                TimeUnit = "MONTHLY",
                BudgetLimit = new CfnBudget.SpendProperty { Amount = deployment.BudgetUsd, Unit = "USD" },
            },
            NotificationsWithSubscribers = s_warnings
                .Select(w => new CfnBudget.NotificationWithSubscribersProperty
                {
                    Notification = new CfnBudget.NotificationProperty
                    {
                        NotificationType = w.Kind,
                        ComparisonOperator = "GREATER_THAN",
                        Threshold = w.Percent,
                        ThresholdType = "PERCENTAGE",
                    },
                    Subscribers = addresses
                        .Take(MostAddresses)
                        .Select(a => new CfnBudget.SubscriberProperty { SubscriptionType = "EMAIL", Address = a })
                        .ToArray(),
                })
                .ToArray(),
        });
    }
}
