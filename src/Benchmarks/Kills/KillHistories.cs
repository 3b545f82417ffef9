using KillSwitch.Local.Stack;
using KillSwitch.StepFunctions;
using KillSwitch.Workflows.Incidents;

namespace KillSwitch.Benchmarks.Kills;

/// <summary>Reads in the executions' histories where the time of kills went.</summary>
internal sealed class KillHistories(Endpoints endpoints) : IDisposable
{
    private readonly StepFunctionsClient _client = new(new Uri(endpoints.States!), endpoints.StateMachineArn!);

    /// <summary>Of those whose history tells all of it.</summary>
    public async Task<IReadOnlyList<KillStages>> StagesAsync(IEnumerable<Kill> kills, CancellationToken cancellationToken)
    {
        var stages = new List<KillStages>();
        foreach (var kill in kills)
        {
            var name = IncidentNames.Execution(
                kill.Hot.Scope,
                IncidentNames.IncidentId(kill.Hot.Scope, KillLoad.CommandId(kill.Hot)),
                generation: 1
            );
            if (KillStages.Of(kill, await _client.HistoryAsync(_client.ExecutionArn(name), cancellationToken)) is { } found)
                stages.Add(found);
        }
        return stages;
    }

    public void Dispose() => _client.Dispose();
}
