using KillSwitch.Cdk.Entrance;
using KillSwitch.Cdk.Functions;
using KillSwitch.Cdk.Workflow;
using KillSwitch.Workflows.Incidents.Steps;
using KillSwitch.Workflows.LimitChanges.Steps;

namespace KillSwitch.Cdk.Observability;

/// <summary>Functions that are watched together, as they fail for the same reasons: one alarm can look at ten at most.</summary>
/// <param name="Name">Also part of the alarms' names.</param>
/// <param name="Consequence">What it means if they fail.</param>
/// <param name="Functions">Up to ten.</param>
internal sealed record FunctionGroup(string Name, string Consequence, IReadOnlyList<SystemFunction> Functions)
{
    /// <summary>Those whose failure delays a kill or a restoration.</summary>
    private static readonly string[] s_publishers = [StepNames.PublishKilled, StepNames.PublishActive];

    public static IReadOnlyList<FunctionGroup> Of(WorkflowStack workflow, ConsoleStack console)
    {
        SystemFunction[] Some(params IEnumerable<string> names) => [.. names.Select(name => workflow.Functions[name])];
        return
        [
            new("orders", "Orders wait; none passes undecided.", Some(FunctionSpecs.OrderRouter.Name, FunctionSpecs.OrderGenerator.Name)),
            new(
                "commands",
                "Kills wait, or differences are not mended.",
                Some(FunctionSpecs.CommandIntake.Name, FunctionSpecs.Recovery.Name)
            ),
            new("audits", "Only the audit's index is late: GET /audit says by how much.", Some(FunctionSpecs.AuditIndex.Name)),
            new("publishing", "A kill or a restoration is not in force yet; it is tried again for ever.", Some(s_publishers)),
            new(
                "steps",
                "Incidents stand still where they are; nothing is restored.",
                Some(StepNames.ByPlaceholder.Values.Except(s_publishers))
            ),
            new(
                "limits",
                "Changes of limits stand still where they are: limits stay as they are, and a temporary one does not end.",
                Some(LimitStepNames.ByPlaceholder.Values)
            ),
            new("people", "People are not told, or cannot act through the API.", console.Functions.All),
        ];
    }
}
