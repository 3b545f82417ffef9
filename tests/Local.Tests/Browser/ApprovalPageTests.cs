using KillSwitch.Local.Faults;
using KillSwitch.Local.Identity;
using KillSwitch.Local.Stack;
using KillSwitch.Local.Stack.Parts;
using KillSwitch.Local.Tests.Stack;
using KillSwitch.Tests;
using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Scopes;
using Microsoft.Extensions.Logging.Abstractions;

namespace KillSwitch.Local.Tests.Browser;

/// <summary>The page behind a callback link in Chromium, on the whole stack.</summary>
[Collection(ProcessesCollection.Name)]
public class ApprovalPageTests
{
    private static readonly Scope s_decided = Scope.Account("77");
    private static readonly Scope s_late = Scope.Account("78");

    [ChromiumFact]
    public async Task Page_LookedAtDecidedAndTooLate_IsDecidedOnceAndInTime()
    {
        using var folder = new TempFolder();
        var ahead = TimeSpan.Zero;
        var time = new ShiftedTime(TimeProvider.System, () => ahead);
        var options = new StackOptions { Data = new DataDirectory(folder) };
        await using var stack = await LocalStack.StartAsync(options, time, NullLoggerFactory.Instance, _ => { }, CancellationToken.None);
        using var flow = new OrderFlow(await stack.KafkaAsync(CancellationToken.None));
        using var desk = new Desk(options.Data, stack.Endpoints.Api!);
        var (decided, link) = await AskedAsync(desk, flow, s_decided);
        var (late, lateLink) = await AskedAsync(desk, flow, s_late);
        await flow.AllAreAsync(Decision.Drop, await flow.SendAsync("77", 5));
        await Until.TrueAsync(
            "what was held back is counted",
            async () => (await desk.IncidentAsync(decided)).HeldBack is { Orders: 5, Complete: true }
        );
        var tokens = new LocalTokens(options.Data.Path, time);
        string Token(string name) => tokens.Issue(name).Value!.Value;
        string Address(string id) => new Uri(new Uri(stack.Endpoints.Api!), $"/approvals/{id}").ToString();

        await using var script = BrowserScript.Start(
            "approval.browser.mjs", options.Data, stack.Endpoints.Api!,
            ("LINK", Address(link)), ("LATE_LINK", Address(lateLink)), ("BOB", Token("bob")), ("CAROL", Token("carol")));
        await script.ReachedAsync("the page lies open");
        ahead = options.ApprovalLifetime + TimeSpan.FromMinutes(1);
        await script.GoOnAsync();
        await script.DoneAsync();

        Assert.Equal(("bob", Verdict.Approve), OnlyDecision(await desk.IncidentAsync(decided)));
        var left = await desk.IncidentAsync(late);
        Assert.Empty(left.Requests[^1].Decisions);
        Assert.Equal(KillStatus.Killed, (await flow.StatesAsync(s_late))[^1].Status);
    }

    private static async Task<(string Incident, string Link)> AskedAsync(Desk desk, OrderFlow flow, Scope scope)
    {
        var incident = await desk.KillAsync(scope);
        await flow.StateAsync(scope, KillStatus.Killed);
        return (incident, await desk.AskAsync(scope, incident));
    }

    private static (string, Verdict) OnlyDecision(Workflows.Operators.IncidentView incident)
    {
        var decision = Assert.Single(incident.Requests[^1].Decisions);
        return (decision.By, decision.Verdict);
    }
}
