using KillSwitch.Cdk.Settings;
using KillSwitch.Cdk.Tests.Support;

namespace KillSwitch.Cdk.Tests.Network;

[Collection(SynthesizedApps.Collection)]
public sealed class SpendingTests(SynthesizedApps apps)
{
    /// <summary>Before anything costs money.</summary>
    [Fact]
    public void Budget_OfEveryKind_IsInTheFirstStackAndMails() => Assert.All(apps.All, app =>
        {
            var budget = app.Only("AWS::Budgets::Budget");
            Assert.Equal("network", budget.Stack);
            Assert.Equal(("50", "USD"), (budget.Text("Budget.BudgetLimit.Amount"), budget.Text("Budget.BudgetLimit.Unit")));
            Assert.Equal(
                ["50 ACTUAL alarms@example.com", "100 ACTUAL alarms@example.com", "100 FORECASTED alarms@example.com"],
                budget["NotificationsWithSubscribers"]!
                    .AsArray()
                    .Select(n =>
                        $"{n!["Notification"]!["Threshold"]} {n["Notification"]!["NotificationType"]} {n["Subscribers"]![0]!["Address"]}"
                    )
            );
        });

    [Fact]
    public void Budget_WithAnotherLimitAndNoAlarmAddresses_IsMailedToPeople()
    {
        using var app = new Synthesized(Deployments.Read((ContextNames.Budget, "7"), (ContextNames.AlarmAddresses, "")));

        var budget = app.Only("AWS::Budgets::Budget");
        Assert.Equal("7", budget.Text("Budget.BudgetLimit.Amount"));
        Assert.Equal(4, budget["NotificationsWithSubscribers"]![0]!["Subscribers"]!.AsArray().Count);
    }

    [Fact]
    public void Budget_OfNothing_IsNone()
    {
        using var app = new Synthesized(Deployments.Read((ContextNames.Budget, "0")));

        Assert.Empty(app.OfType("AWS::Budgets::Budget"));
    }
}
