using System.Globalization;
using System.Text.Json.Nodes;
using KillSwitch.DynamoDb;
using KillSwitch.Local.Tests.Support;
using KillSwitch.Tests;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Local.Tests.Stack;

/// <summary>Orders held back by three kills, found under each of them: now, after a restart, and by any client of DynamoDB.</summary>
[Collection(ProcessesCollection.Name)]
public class AuditTests
{
    private const string Account = "77";

    [NodeFact]
    public async Task Audit_EmbeddedBrokerRestarted_KeepsWhatItSawAndSaysWhatItMayLack()
    {
        using var folder = new TempFolder();
        await using var stack = new RunningStack(folder);
        await stack.StartAsync();
        var (incidents, orders) = await HeldBackByThreeAsync(stack);
        var answer = await AnswerAsync(stack, $"account_id={Account}&decision=DROP", IsComplete);
        Assert.Equal(orders.Order(), Orders(answer));
        await IsFoundAsync(stack, incidents, orders);

        await stack.KillAsync();
        await stack.StartAsync();

        await IsFoundAsync(stack, incidents, orders);
        var after = await AnswerAsync(
            stack,
            $"account_id={Account}&decision=DROP",
            answered => answered["behind_records"]?.GetValue<long>() == 0
        );
        Assert.False(IsComplete(after));
        var reasons = after["incomplete_because"]!.ToJsonString();
        Assert.Contains("audit.v1 was made anew, or forgotten by its broker", reasons, StringComparison.Ordinal);
    }

    /// <summary>Transactions leave marks behind the last record, which are none that anybody would have to read.</summary>
    [ApacheKafkaFact(withNode: true)]
    public async Task Audit_ApacheKafkaRestarted_IsCompleteAgain()
    {
        await using var kafka = await TestKafka.StartAsync();
        using var folder = new TempFolder();
        await using var stack = new RunningStack(folder, "--bootstrap", kafka.Settings.Bootstrap);
        await stack.StartAsync();
        var (incidents, orders) = await HeldBackByThreeAsync(stack);
        await IsFoundAsync(stack, incidents, orders);

        await stack.KillAsync();
        await stack.StartAsync();

        await IsFoundAsync(stack, incidents, orders);
        Assert.Equal(orders.Order(), Orders(await AnswerAsync(stack, $"account_id={Account}&decision=DROP", IsComplete)));
    }

    private static async Task<(string[] Incidents, IReadOnlySet<string> Orders)> HeldBackByThreeAsync(RunningStack stack)
    {
        using var desk = stack.Desk();
        using var flow = new OrderFlow(stack.Kafka);
        Scope[] scopes = [Scope.Global, Scope.Account(Account), Scope.Strategy("MANUAL")];
        var incidents = await Task.WhenAll(scopes.Select(desk.KillAsync));
        foreach (var scope in scopes)
            await flow.StateAsync(scope, KillStatus.Killed);
        var orders = await flow.SendAsync(Account, 20);
        await flow.AllAreAsync(Decision.Drop, orders);
        return (incidents, orders);
    }

    private static async Task IsFoundAsync(RunningStack stack, string[] incidents, IReadOnlySet<string> orders)
    {
        using var desk = stack.Desk();
        foreach (var incident in incidents)
        {
            var query = $"incident_id={incident}&decision=DROP&limit=1000";
            var found = await AnswerAsync(stack, query, a => Orders(a).Count() == orders.Count);
            Assert.Equal(orders.Order(), Orders(found));
            var held = (await desk.IncidentAsync(incident)).HeldBack!;
            Assert.Equal((orders.Count, (decimal)orders.Count), (held.Orders, held.Notional));
            Assert.True(held.FirstTs <= held.LastTs);
        }
        var order = orders.First();
        var one = await AnswerAsync(stack, $"order_id={order}", a => Orders(a).Any());
        Assert.Equal(order, Assert.Single(Orders(one)));
        using var client = new DynamoDbSettings { Endpoint = stack.Endpoints.Dynamodb }.CreateClient();
        var items = (
            await client.QueryAsync(
                new()
                {
                    TableName = new DynamoDbSettings().AuditIndexTable,
                    KeyConditionExpression = "order_id = :id",
                    ExpressionAttributeValues = new() { [":id"] = new(order) },
                },
                default
            )
        ).Items;
        Assert.Equal("DROP", JsonNode.Parse(Assert.Single(items)["record"].S)!["decision"]!.GetValue<string>());
    }

    private static async Task<JsonNode> AnswerAsync(RunningStack stack, string query, Func<JsonNode, bool> isIt)
    {
        using var desk = stack.Desk();
        JsonNode? last = null;
        return await Until.FoundAsync(
            $"/audit?{query} answers so",
            async () =>
            {
                var reply = await desk.People.Bob.GetAsync($"/audit?{query}", CancellationToken.None);
                Assert.True(reply.Ok, reply.Message);
                last = reply.Body!;
                return isIt(last) ? last : null;
            },
            () => string.Create(CultureInfo.InvariantCulture, $"It answered {last?.ToJsonString()}")
        );
    }

    private static bool IsComplete(JsonNode answer) => answer["complete"]!.GetValue<bool>();

    private static IEnumerable<string> Orders(JsonNode answer) =>
        answer["entries"]!.AsArray().Select(e => e!["record"]!["order_id"]!.GetValue<string>()).Order();
}
