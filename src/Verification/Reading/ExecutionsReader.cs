using System.Text.Json;
using KillSwitch.StepFunctions;
using KillSwitch.Verification.Facts;

namespace KillSwitch.Verification.Reading;

/// <summary>Reads the executions of a state machine with their histories.</summary>
public sealed class ExecutionsReader(StepFunctionsClient client, string stateMachineArn)
{
    public async Task<IReadOnlyList<ExecutionFact>> ReadAsync(CancellationToken cancellationToken)
    {
        var found = new List<ExecutionFact>();
        foreach (var execution in await client.ExecutionsAsync(stateMachineArn, null, cancellationToken).ConfigureAwait(false))
        {
            var events = await client.HistoryAsync(execution.Arn, cancellationToken).ConfigureAwait(false);
            found.Add(new ExecutionFact(execution.Arn, execution.Status, JsonSerializer.SerializeToElement(events)));
        }
        return found;
    }
}
