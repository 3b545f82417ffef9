using KillSwitch.Kafka.Publishing;
using KillSwitch.Local.Tests.Support;
using KillSwitch.Tests;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Local.Tests.Stack;

/// <summary>kill -9 of the whole stack while an execution waits for the approval, and a start on the same directory.</summary>
[Collection(ProcessesCollection.Name)]
public class RestartTests
{
    private static readonly Scope s_scope = Scope.Account("4711");

    [NodeFact]
    public async Task Kill9_EmbeddedBroker_KilledIsThereBeforeAnyAnswerAndTheOldLinkDecides()
    {
        using var folder = new TempFolder();
        await using var stack = new RunningStack(folder);
        await stack.StartAsync();
        var waiting = await stack.WaitForApprovalAsync(s_scope);
        KillState before;
        using (var flow = new OrderFlow(stack.Kafka))
            before = Assert.Single(await flow.StatesAsync(s_scope));

        await stack.KillAsync();
        await stack.StartAsync();

        Assert.Contains($"{s_scope}: KILLED published again", stack.Program.Said);
        using (var flow = new OrderFlow(stack.Kafka))
        {
            var again = Assert.Single(await flow.StatesAsync(s_scope));
            Assert.Equal((KillStatus.Killed, before.Version, before.IncidentId), (again.Status, again.Version, again.IncidentId));
            await DropsAsync(flow);
        }
        await RestoresAsync(stack, waiting);
    }

    [ApacheKafkaFact(withNode: true)]
    public async Task Kill9_ApacheKafka_NothingIsPublishedTwiceAndTheOldLinkDecides()
    {
        await using var kafka = await TestKafka.StartAsync();
        using var folder = new TempFolder();
        await using var stack = new RunningStack(folder, "--bootstrap", kafka.Settings.Bootstrap);
        await stack.StartAsync();
        var waiting = await stack.WaitForApprovalAsync(s_scope);
        using var flow = new OrderFlow(kafka.Settings);
        var allowed = await flow.SendAsync("4712", 20);
        await flow.DecidedAsync(allowed);

        await stack.KillAsync();
        var meanwhile = await flow.SendAsync("4712", 20);
        await stack.StartAsync();

        Assert.DoesNotContain("again", stack.Program.Said);
        Assert.DoesNotContain("REPAIRED", stack.Program.Said);
        Assert.Single(await flow.StatesAsync(s_scope));
        await DropsAsync(flow);
        await RestoresAsync(stack, waiting);
        Assert.Equal([KillStatus.Killed, KillStatus.Active], (await flow.StatesAsync(s_scope)).Select(s => s.Status));
        await flow.DecidedAsync(meanwhile);
        Assert.Equal(
            allowed.Union(meanwhile).Order(),
            (await flow.GatedAsync()).Where(id => allowed.Contains(id) || meanwhile.Contains(id)).Order()
        );
        Assert.All((await flow.DecisionsAsync()).CountBy(d => (d.SourcePartition, d.SourceOffset)), d => Assert.Equal(1, d.Value));
    }

    [ApacheKafkaFact(withNode: true)]
    public async Task Kill9_StateTopicContradictsTheOpenIncident_IsRepairedTowardsKilledBeforeAnyAnswer()
    {
        await using var kafka = await TestKafka.StartAsync();
        using var folder = new TempFolder();
        await using var stack = new RunningStack(folder, "--bootstrap", kafka.Settings.Bootstrap);
        await stack.StartAsync();
        await stack.WaitForApprovalAsync(s_scope);
        using var flow = new OrderFlow(kafka.Settings);
        var killed = Assert.Single(await flow.StatesAsync(s_scope));

        await stack.KillAsync();
        var rogue = killed with
        {
            Status = KillStatus.Active,
            Version = killed.Version + 1_000_000,
            UpdatedBy = "user:mallory",
            Reason = "let me through",
        };
        using (var publisher = new StatePublisher(kafka.Settings))
            await publisher.PublishAsync(rogue, null, CancellationToken.None);
        var meanwhile = await flow.SendAsync(s_scope.Value!, 20);
        await stack.StartAsync();

        Assert.Contains("REPAIRED", stack.Program.Said);
        Assert.Contains(s_scope.ToString(), stack.Program.Said);
        await flow.AllAreAsync(Decision.Drop, meanwhile);
        var states = await flow.StatesAsync(s_scope);
        Assert.Equal([KillStatus.Killed, KillStatus.Active, KillStatus.Killed], states.Select(s => s.Status));
        Assert.True(states[^1].Version > rogue.Version);
        Assert.Equal(killed.IncidentId, states[^1].IncidentId);
        await DropsAsync(flow);
    }

    private static async Task DropsAsync(OrderFlow flow) =>
        await flow.AllAreAsync(Decision.Drop, await flow.SendAsync(s_scope.Value!, 20));

    /// <summary>The link of before the kill -9 decides, orders flow, and the history is one whole.</summary>
    private static async Task RestoresAsync(RunningStack stack, WaitingIncident waiting)
    {
        Assert.Equal(waiting.History, await stack.HistoryAsync(waiting.Execution));
        using var desk = stack.Desk();
        await desk.ApproveAsync(waiting.Link);
        using var flow = new OrderFlow(stack.Kafka);
        await flow.StateAsync(s_scope, KillStatus.Active);
        await flow.AllAreAsync(Decision.Allow, await flow.SendAsync(s_scope.Value!, 20));
        await desk.ClosedAsync(waiting.Id);
        var history = await Until.FoundAsync("the execution has ended", async () =>
            await stack.HistoryAsync(waiting.Execution) is { } h && h[^1].Type == "ExecutionSucceeded" ? h : null);
        Assert.Equal(waiting.History, history.Take(waiting.History.Count));
        Assert.Equal(Enumerable.Range(1, history.Count).Select(i => (long)i), history.Select(e => e.Id));
    }
}
