using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Incidents.Steps;
using KillSwitch.Workflows.LimitChanges.Steps;
using KillSwitch.Workflows.Refusals;
using KillSwitch.Workflows.Text;

namespace KillSwitch.Workflows.Operators;

/// <summary>The names that a step or an act can have in the audit.</summary>
internal static class AuditSteps
{
    private const string PlaceholdersEnd = "Function";

    /// <summary>The states of the definitions that call a function, and what happens outside an execution.</summary>
    public static IReadOnlyList<string> All { get; } =
        [
            .. StepNames.ByPlaceholder.Keys.Concat(LimitStepNames.ByPlaceholder.Keys)
                .Select(placeholder => placeholder[..^PlaceholdersEnd.Length]),
            .. Audits.Acts,
        ];

    /// <summary>A name that no record can have finds nothing, which would read as if nothing had happened.</summary>
    /// <returns>Null where there is such a step, and where none is asked for.</returns>
    public static Refusal? Check(string? step) =>
        step is null || All.Contains(step)
            ? null
            : new Refusal(
                RefusalCode.FieldInvalid,
                $"step is '{VisibleText.Of(step)}', and no step has that name. Give one of {string.Join(", ", All.Order(StringComparer.Ordinal))}."
            );
}
