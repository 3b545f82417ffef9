using System.Text.Json;
using KillSwitch.Kafka;
using KillSwitch.Kafka.Reading;
using KillSwitch.Local.Stack;
using KillSwitch.StepFunctions;
using KillSwitch.Verification;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Operators;

namespace KillSwitch.Local.Demo;

/// <summary>Collects what a run left behind: the topics whole, the histories of its executions, its incidents. Nothing is taken from memory.</summary>
internal sealed class Books(KafkaSettings kafka, Endpoints endpoints, BooksBegin begin, People people)
{
    /// <param name="expected">What the run was meant to show.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="StoryFailedException">An incident cannot be read.</exception>
    public async Task<RunEvidence> CollectAsync(Expectations expected, CancellationToken cancellationToken)
    {
        var reader = new TopicReader(kafka);
        var topics = new Dictionary<string, TopicContents>();
        foreach (var topic in Topics.All)
            topics[topic.Name] = await reader.ReadAllAsync(topic.Name, readCommitted: true, cancellationToken);
        return new RunEvidence
        {
            Topics = topics,
            Starts = begin.Starts,
            Executions = await ExecutionsAsync(cancellationToken),
            Incidents = await IncidentsAsync(cancellationToken),
            Expected = expected,
        };
    }

    private async Task<IReadOnlyList<ExecutionEvidence>> ExecutionsAsync(CancellationToken cancellationToken)
    {
        using var client = new StepFunctionsClient(new Uri(endpoints.States!), endpoints.StateMachineArn!);
        var found = new List<ExecutionEvidence>();
        foreach (var execution in await client.ExecutionsAsync(endpoints.StateMachineArn!, null, cancellationToken))
        {
            var events = await client.HistoryAsync(execution.Arn, cancellationToken);
            found.Add(new ExecutionEvidence(execution.Arn, execution.Status, JsonSerializer.SerializeToElement(events)));
        }
        return found;
    }

    private async Task<IReadOnlyList<IncidentView>> IncidentsAsync(CancellationToken cancellationToken)
    {
        var list = await people.Bob.GetAsync("/incidents", cancellationToken);
        if (!list.Ok)
            throw new StoryFailedException($"the incidents cannot be listed: {list.Message}");
        var incidents = new List<IncidentView>();
        foreach (var line in list.Body!.AsArray())
        {
            var one = await people.Bob.GetAsync($"/incidents/{line!["incident_id"]}", cancellationToken);
            if (!one.Ok)
                throw new StoryFailedException($"incident {line["incident_id"]} cannot be read: {one.Message}");
            incidents.Add(one.Body.Deserialize(OperatorsJson.Default.IncidentView)!);
        }
        return incidents;
    }
}
