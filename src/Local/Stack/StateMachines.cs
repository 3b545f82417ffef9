using System.Text.RegularExpressions;
using KillSwitch.Hosting;
using KillSwitch.StepFunctions;
using KillSwitch.Workflows.Incidents.Steps;
using KillSwitch.Workflows.LimitChanges.Steps;

namespace KillSwitch.Local.Stack;

/// <summary>
/// Deploys the definitions of <c>statemachines/</c>, as CDK does on AWS: the placeholders filled with the functions' names.
/// </summary>
internal static partial class StateMachines
{
    private const string Extension = ".asl.json";

    /// <summary>Creates what is missing and updates what has changed. Executions that run keep the definition they began with.</summary>
    public static async Task DeployAsync(StepFunctionsClient client, CancellationToken cancellationToken)
    {
        foreach (var (name, definition) in All())
            await client.CreateOrUpdateAsync(name, definition, cancellationToken);
    }

    /// <summary>What is to be deployed: the definitions by name.</summary>
    public static IEnumerable<(string Name, string Definition)> All() =>
        Directory
            .GetFiles(Folder, "*" + Extension)
            .Order()
            .Select(file => (Path.GetFileName(file)[..^Extension.Length], Filled(File.ReadAllText(file))));

    public static string Filled(string definition)
    {
        foreach (var (placeholder, function) in StepNames.ByPlaceholder.Concat(LimitStepNames.ByPlaceholder))
            definition = definition.Replace($"${{{placeholder}}}", function, StringComparison.Ordinal);
        return Placeholder().Match(definition) is { Success: true } left
            ? throw new CannotStartException(
                $"A definition in statemachines/ has the placeholder {left.Value}, for which there is no step. Add the step to StepNames or LimitStepNames."
            )
            : definition;
    }

    [GeneratedRegex(@"\$\{\w+\}")]
    private static partial Regex Placeholder();

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "statemachines");
}
