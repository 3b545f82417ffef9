using KillSwitch.DynamoDb;
using KillSwitch.Kafka;
using KillSwitch.Local.Stack;
using KillSwitch.StepFunctions;
using KillSwitch.Verification.Facts;
using KillSwitch.Verification.Reading;

namespace KillSwitch.Local.Demo;

/// <summary>Collects what a run left behind: the topics, the histories of its executions, the store. Nothing is taken from memory.</summary>
/// <param name="kafka">The brokers.</param>
/// <param name="endpoints">Where the engine and the store are.</param>
/// <param name="starts">Where each topic ended when the story began: on a broker that was there before, the books are about what came after.</param>
/// <param name="time">For the waiting.</param>
internal sealed class Books(KafkaSettings kafka, Endpoints endpoints, IReadOnlyDictionary<string, IReadOnlyList<long>> starts, TimeProvider time)
{
    private static readonly TimeSpan RestWithin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits a while for executions to end or to wait for people: between two steps, one part would tell of another moment than the other.</summary>
    public async Task<RunFacts> CollectAsync(CancellationToken cancellationToken)
    {
        using var states = new StepFunctionsClient(new Uri(endpoints.States!), endpoints.StateMachineArn!);
        var executions = await ExecutionsAsync(new ExecutionsReader(states, endpoints.StateMachineArn!), cancellationToken);
        var topics = await new TopicsReader(kafka, starts).ReadAsync(cancellationToken);
        var settings = new DynamoDbSettings { Endpoint = endpoints.Dynamodb };
        using var client = settings.CreateClient();
        var store = new StoreReader(
            new DynamoDbIncidentStore(client, settings, time), new DynamoDbScopeStore(client, settings), new DynamoDbCommandStore(client, settings));
        return topics.With(executions, await store.ReadAsync(topics, cancellationToken));
    }

    private async Task<IReadOnlyList<ExecutionFact>> ExecutionsAsync(ExecutionsReader reader, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            var executions = await reader.ReadAsync(cancellationToken);
            if (executions.All(e => e.IsAtRest) || time.GetElapsedTime(began) > RestWithin)
                return executions;
            await Task.Delay(Poll, time, cancellationToken);
        }
    }
}
