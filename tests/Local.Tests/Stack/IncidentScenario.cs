using KillSwitch.Kafka.Routing;
using KillSwitch.Local.Demo;
using KillSwitch.Local.Stack;
using KillSwitch.Local.Stack.Parts;
using KillSwitch.Local.Tests.Support;
using KillSwitch.Scenarios;
using KillSwitch.Tests;
using KillSwitch.Verification;
using KillSwitch.Verification.Promises;
using KillSwitch.Verification.Reading;
using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Scopes;
using Microsoft.Extensions.Logging.Abstractions;

namespace KillSwitch.Local.Tests.Stack;

/// <summary>One incident from the first order to restored trading, on the whole stack. Written once for every broker.</summary>
internal static class IncidentScenario
{
    private const int Probes = 100;
    private static readonly Scope s_mad = Scope.Account(PanicScenario.Account);

    public static async Task PlayAsync(BrokerChoice broker, DeliveryMode delivery)
    {
        using var folder = new TempFolder();
        var options = new StackOptions { Data = new DataDirectory(folder), Broker = broker };
        await using var stack = await LocalStack.StartAsync(
            options,
            TimeProvider.System,
            NullLoggerFactory.Instance,
            _ => { },
            CancellationToken.None
        );
        Assert.Equal([delivery, delivery], stack.Routers.Status.Select(s => s.Delivery));
        var kafka = await stack.KafkaAsync(CancellationToken.None);
        var starts = await TopicsReader.EndsAsync(kafka);
        using var flow = new OrderFlow(kafka);
        using var desk = new Desk(options.Data, stack.Endpoints.Api!);
        using var stop = new CancellationTokenSource();
        var playing = PlayAsync(flow, stop.Token);

        var killed = await flow.StateAsync(s_mad, KillStatus.Killed);
        await NotOneGetsThroughAsync(flow, killed);
        await stop.CancelAsync();
        await playing;

        var link = await desk.AskAsync(s_mad, killed.IncidentId);
        await OneAloneCannotRestoreAsync(desk, flow, link, killed);
        await desk.ApproveAsync(link);
        var active = await flow.StateAsync(s_mad, KillStatus.Active);
        Assert.True(active.Version > killed.Version);
        await flow.AllAreAsync(Decision.Allow, await flow.SendAsync(PanicScenario.Account, Probes / 4));
        await desk.ClosedAsync(killed.IncidentId);

        await flow.AllDecidedAsync();
        var expected = new Expectations(Orders: true, Kill: true, DetectedKill: true, Restore: true, SelfApproval: true, Malformed: true);
        var facts = await new Books(kafka, stack.Endpoints, starts, LimitsOfRun.None, TimeProvider.System)
            .CollectAsync(CancellationToken.None);
        var report = Verifier.Verify(facts, new VerificationOptions(expected, delivery));
        Assert.All(report.Promises, p => Assert.True(p.Held, $"{p.Name}: {p.InWords()}"));
        Assert.All(report.Promises, p => Assert.True(p.Checked > 0, $"{p.Name} had nothing to look at"));
        Assert.Equal("SUCCEEDED", Assert.Single(facts.Executions).Status);
        Assert.False(stack.Failed.IsCompleted);
    }

    /// <summary>Many accounts, one of which goes mad, until stopped; at least until a record that is no order has been rejected.</summary>
    private static async Task PlayAsync(OrderFlow flow, CancellationToken stop)
    {
        var scenario = new PanicScenario(new ScenarioOptions { TroubleAt = TimeSpan.FromSeconds(1), TroubleFor = TimeSpan.FromMinutes(5) });
        await new OrderPlayer(TimeProvider.System).PlayAsync(
            scenario,
            (o, ct) => flow.Log.AppendAsync(o.Key, o.Value, o.TraceParent, ct),
            stop
        );
        await flow.Log.FlushAsync(CancellationToken.None);
    }

    /// <summary>
    /// KILLED can be read: from here on nothing of the account may pass, while it goes on sending, and everybody else trades.
    /// </summary>
    private static async Task NotOneGetsThroughAsync(OrderFlow flow, KillState killed)
    {
        var his = await flow.SendAsync(PanicScenario.Account, Probes);
        var others = (await flow.SendAsync("77001", Probes / 2)).Union(await flow.SendAsync("77002", Probes / 2)).ToHashSet();
        await Until.TrueAsync("something that is no order is rejected", async () =>
            (await flow.DecisionsAsync()).Any(d => d.Decision == Decision.Reject)
        );

        await flow.AllAreAsync(Decision.Drop, his);
        var why = Assert.Single(
            (await flow.DecidedAsync(his)).Select(d => (d.IncidentId, d.KillswitchStatus, Scope: Assert.Single(d.ScopeMatches))).Distinct()
        );
        Assert.Equal((killed.IncidentId, KillStatus.Killed, s_mad), why);
        await flow.AllAreAsync(Decision.Allow, others);
        var gated = await flow.GatedAsync();
        Assert.Empty(his.Intersect(gated));
        Assert.Equal(others.Order(), gated.Where(others.Contains).Order());
    }

    private static async Task OneAloneCannotRestoreAsync(Desk desk, OrderFlow flow, string link, KillState killed)
    {
        var self = await desk.People.Alice.DecideAsync(link, "APPROVE", "I am sure", CancellationToken.None);
        Assert.False(self.Ok);
        Assert.Equal("SelfApproval", self.Refusal);

        foreach (var person in new[] { desk.People.Alice, desk.People.Bob, desk.People.Carol })
            Assert.True((await person.GetAsync($"/approvals/{link}", CancellationToken.None)).Ok);
        var incident = await desk.IncidentAsync(killed.IncidentId);
        Assert.Equal(IncidentPhase.ApprovalPending, incident.Phase);
        Assert.Equal(RequestStatus.Pending, incident.Requests[^1].Status);
        Assert.Empty(incident.Requests[^1].Decisions);
        Assert.Equal(KillStatus.Killed, (await flow.StatesAsync(s_mad))[^1].Status);
        await flow.AllAreAsync(Decision.Drop, await flow.SendAsync(PanicScenario.Account, 5));
    }
}
