using KillSwitch.Local.Stack;
using KillSwitch.Local.Stack.Parts;
using KillSwitch.Local.Tests.Stack;
using KillSwitch.Local.Tests.Support;
using KillSwitch.Tests;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Scopes;
using Microsoft.Extensions.Logging.Abstractions;

namespace KillSwitch.Local.Tests.Browser;

/// <summary>The console while Step Functions is down: it calls nothing killed that routers let by.</summary>
[Collection(ProcessesCollection.Name)]
public class EngineStoppedTests
{
    private const string Account = "77";
    private static readonly Scope s_scope = Scope.Account(Account);
    private static readonly HashSet<string> s_allElse =
    [
        PartNames.Store, PartNames.Broker, PartNames.Steps, PartNames.Intake, PartNames.Router, PartNames.Detector, PartNames.Audit,
        PartNames.Api,
    ];

    [ChromiumFact]
    public async Task Console_KillThatNobodyEnforcesYet_IsCommandedAndThenInForce()
    {
        using var folder = new TempFolder();
        var clock = new HeldClock();
        var options = new StackOptions { Data = new DataDirectory(folder), Only = s_allElse };
        var engine = LocalProgram.Start("local", "--data", folder, "--only", PartNames.Engine, "--states-port", "0");
        await using var gone = engine;
        await using var stack = await LocalStack.StartAsync(options, clock, NullLoggerFactory.Instance, _ => { }, CancellationToken.None);
        await engine.ReadyAsync();
        using var flow = new OrderFlow(await stack.KafkaAsync(CancellationToken.None));
        await engine.KillAsync();
        // The two seconds after which the intake publishes without an execution pass when the test says so.
        clock.Hold();

        await using var script = BrowserScript.Start("commanded.browser.mjs", options.Data, stack.Endpoints.Api!);
        await script.ReachedAsync("it is commanded");
        Assert.Empty(await flow.StatesAsync(s_scope));
        await flow.AllAreAsync(Decision.Allow, await flow.SendAsync(Account, 5));
        clock.Release();
        await script.GoOnAsync();

        await script.ReachedAsync("it is in force");
        Assert.Equal(KillStatus.Killed, (await flow.StatesAsync(s_scope))[^1].Status);
        await flow.AllAreAsync(Decision.Drop, await flow.SendAsync(Account, 5));
        await script.GoOnAsync();
        await script.DoneAsync();
    }

    /// <summary>The wall clock, which stands still while it is held. Timers go on.</summary>
    private sealed class HeldClock : TimeProvider
    {
        private volatile Func<DateTimeOffset> _now = System.GetUtcNow;

        public void Hold()
        {
            var held = _now();
            _now = () => held;
        }

        public void Release() => _now = System.GetUtcNow;

        public override DateTimeOffset GetUtcNow() => _now();
    }
}
