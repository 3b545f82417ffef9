using KillSwitch.DynamoDb;
using KillSwitch.Kafka;
using KillSwitch.Local.Stack;
using KillSwitch.StepFunctions;
using KillSwitch.Verification.Facts;
using KillSwitch.Verification.Reading;

namespace KillSwitch.Local.Demo;

/// <summary>
/// Collects what a run left behind: the topics, the histories of its executions, the store. Nothing is taken from memory.
/// </summary>
/// <param name="kafka">The brokers.</param>
/// <param name="endpoints">Where the engine and the store are.</param>
/// <param name="starts">Where each topic ended when the story began: on a broker that was there before, the books are about what came
/// after.</param>
/// <param name="limits">What every order was held against.</param>
/// <param name="time">For the waiting.</param>
internal sealed class Books(
    KafkaSettings kafka,
    Endpoints endpoints,
    IReadOnlyDictionary<string, IReadOnlyList<long>> starts,
    LimitsOfRun limits,
    TimeProvider time)
{
    public async Task<RunFacts> CollectAsync(CancellationToken cancellationToken)
    {
        using var states = new StepFunctionsClient(new Uri(endpoints.States!), endpoints.StateMachineArn!);
        var tables = new DynamoDbSettings { Endpoint = endpoints.Dynamodb };
        using var client = tables.CreateClient();
        var reader = new FactsReader(
            new TopicsReader(kafka, starts, limits: limits),
            new StoreReader(
                new DynamoDbIncidentStore(client, tables, time),
                new DynamoDbScopeStore(client, tables),
                new DynamoDbCommandStore(client, tables)),
            new ExecutionsReader(states, endpoints.StateMachineArn!),
            time);
        return await reader.ReadAsync(cancellationToken);
    }
}
