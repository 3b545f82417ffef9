using KillSwitch.Cdk.Functions;
using KillSwitch.Cdk.Shared;
using KillSwitch.Cdk.Tests.Support;
using KillSwitch.Workflows.Incidents.Steps;
using KillSwitch.Workflows.LimitChanges.Steps;

namespace KillSwitch.Cdk.Tests.Policies;

/// <summary>Who may call the two functions outside the network: read from every policy of every template.</summary>
[Collection(SynthesizedApps.Collection)]
public sealed class InvocationRightsTests(SynthesizedApps apps)
{
    public static TheoryData<string, string[]> Rights =>
        new()
        {
            // Whoever tells people something.
            {
                FunctionSpecs.Notifier.Name,
                [
                    StepNames.NotifyOperators,
                    StepNames.Escalate,
                    StepNames.RequestApproval,
                    StepNames.ExpireApproval,
                    StepNames.CheckSeparationOfDuties,
                    StepNames.NotifyRestored,
                    LimitStepNames.RequestLimitApproval,
                    LimitStepNames.ExpireLimitApproval,
                    LimitStepNames.CheckLimitApproval,
                    LimitStepNames.NotifyLimitChange,
                    FunctionSpecs.CommandIntake.Name,
                    FunctionSpecs.Recovery.Name,
                    FunctionSpecs.OperatorApi.Name,
                ]
            },
            // Whoever has to know who may approve.
            {
                FunctionSpecs.Approvers.Name,
                [
                    StepNames.CheckSeparationOfDuties,
                    LimitStepNames.CheckLimitApproval,
                    FunctionSpecs.CommandIntake.Name,
                    FunctionSpecs.OperatorApi.Name,
                ]
            },
        };

    [Theory]
    [MemberData(nameof(Rights))]
    public void Function_OutsideTheNetwork_IsCalledByThoseAlone(string function, string[] callers)
    {
        var may = apps
            .Usual.Roles()
            .Where(r =>
                r.Statements.Any(s =>
                    s.Allows
                    && s.Covers("lambda:InvokeFunction")
                    && s.Resources.Any(t => t.Contains($":function:{function}", StringComparison.Ordinal))
                )
            );

        Assert.Equal(callers.Order(), may.Select(r => r.Name).Order());
    }
}
