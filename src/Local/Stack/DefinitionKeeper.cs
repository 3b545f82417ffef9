using KillSwitch.StepFunctions;
using KillSwitch.StepFunctions.Client;
using KillSwitch.Workflows.Ports;

namespace KillSwitch.Local.Stack;

/// <summary>
/// The stack keeps its own definitions: one that somebody deletes or changes through the API, by mistake or in a clean-up of everything
/// that is listed, is put back as it stands in <c>statemachines/</c>. Executions that run keep theirs and their task tokens.
/// </summary>
internal sealed class DefinitionKeeper(StepFunctionsClient client, Action<string> say, TimeProvider time)
{
    /// <summary>Kills come into force without it meanwhile; what waits for it is that people can restore them.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            foreach (var (name, definition) in StateMachines.All())
                await KeepAsync(name, definition, cancellationToken);
        }
    }

    private async Task KeepAsync(string name, string definition, CancellationToken cancellationToken)
    {
        try
        {
            var arn = $"{Workflow.StateMachineArn[..Workflow.StateMachineArn.LastIndexOf(':')]}:{name}";
            var current = await client.FindDefinitionAsync(arn, cancellationToken);
            if (current == definition)
                return;
            await client.CreateOrUpdateAsync(name, definition, cancellationToken);
            say($"{name} was {(current is null ? "deleted" : "changed")} in Step Functions, and was put back as it stands in statemachines/");
        }
        catch (Exception e) when (e is ExecutionsUnavailableException or StepFunctionsErrorException)
        {
            say($"{name} could not be put back in Step Functions; that is tried again in {Every.TotalSeconds:0} s: {e.Message}");
        }
    }
}
