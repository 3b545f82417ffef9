using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using KillSwitch.Kafka.Reading;
using KillSwitch.Local.Tests.Stack;
using KillSwitch.Local.Tests.Support;
using KillSwitch.Tests;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Local.Tests.Cli;

/// <summary>
/// Changes of limits on the whole stack, from a terminal: asked, approved by somebody else, published, over by themselves.
/// </summary>
[Collection(ProcessesCollection.Name)]
public sealed partial class LimitActTests : IAsyncLifetime
{
    private const string Limits = """{"limits": {"GLOBAL": {"max_qty": 5000}, "ACCOUNT:A-1": {"max_qty": 900}}}""";

    private readonly StackWithLimits _stack = new();

    public Task InitializeAsync() => _stack.InitializeAsync();

    public Task DisposeAsync() => _stack.DisposeAsync();

    [NodeFact]
    public async Task Limit_TighterAndLooserForAWhile_IsPublishedAndRevertedByItself()
    {
        await SaysAsync(0, "the file", "limits");
        await SaysAsync(1, "(LimitUnchanged)", "limit", "ACCOUNT:A-1", "max_qty", "900", "as it is");
        await SaysAsync(1, "(LimitRuleUnknown)", "limit", "ACCOUNT:A-1", "max_quantity", "1", "typed in a hurry");
        await SaysAsync(2, "90s, 30m, 8h, 5d", "limit", "ACCOUNT:A-1", "max_qty", "1", "why", "--for", "long");

        var tighter = await SaysAsync(0, "is in force since", "limit", "ACCOUNT:A-1", "max_qty", "500", "nervous market");
        Assert.Contains("takes one person", tighter, StringComparison.Ordinal);

        var looser = await SaysAsync(
            0, "It waits for somebody else", "limit", "ACCOUNT:A-1", "max_qty", "1200", "index day", "--for", "20s", "--as", "bob");
        var change = ChangeId().Match(looser).Value;
        await SaysAsync(1, "(LimitChangePending)", "limit", "ACCOUNT:A-1", "max_qty", "1300", "me too");
        await SaysAsync(1, "(SelfApproval)", "approve", change, "me too", "--as", "bob");
        // A scope's name means its unkill: what else of it waits is named, and not decided.
        var named = await SaysAsync(1, "there is no unkill to decide", "approve", "ACCOUNT:A-1", "seen", "--as", "carol");
        Assert.Contains($"A change of its limit max_qty waits: ./run approve {change} ", named, StringComparison.Ordinal);
        await SaysAsync(1, "never killed as one", "approve", "GROUP:prop", "seen", "--as", "carol");
        await SaysAsync(0, "is in force since", "approve", change, "seen", "--as", "carol");
        await SaysAsync(0, "1,200", "limits");

        var states = await UntilAsync(3);
        Assert.Equal([500m, 1200m, 500m], states.Select(state => state.Value));
        Assert.Equal(["user:carol"], states[1].ApprovedBy!);
        Assert.Equal(("user:bob", 500m), (states[1].AskedBy, states[1].Before));
        Assert.NotNull(states[1].Until);
        Assert.Equal([change, change], states.Skip(1).Select(state => state.ChangeId));
        Assert.True(states[0].Version < states[1].Version && states[1].Version < states[2].Version);
        await SaysAsync(1, "There is nothing to decide.", "approve", change, "too late");
        await SaysAsync(0, "PublishLimit UNTIL, user:carol", "audit", "--incident", change);
        var view = await Until.FoundAsync("the change is closed", async () =>
        {
            using var desk = _stack.Running.Desk();
            var reply = await desk.People.Alice.GetAsync($"/limits/changes/{change}", CancellationToken.None);
            return reply.Body is JsonObject body && body["ended_ts"] is not null ? body : null;
        });
        Assert.Equal("REVERTED", view["phase"]!.GetValue<string>());
        Assert.Contains($"limit-max_qty-ACCOUNT-A-1-{change[3..]}", view["execution_arn"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    /// <summary>Its broker forgets everything: what holds stands in the store, and is there before any router may answer.</summary>
    [NodeFact]
    public async Task Limit_StackKilledAndStartedAgain_StillHolds()
    {
        var file = _stack.File("ten.jsonl");
        await File.WriteAllTextAsync(
            file,
            """{"order_id":"o-1","ts":1767366002001,"account_id":"A-1","symbol":"AAPL","side":"BUY","qty":10,"price":187.5,"strategy":"X"}"""
        );
        await SaysAsync(0, "is in force since", "limit", "ACCOUNT:A-1", "max_qty", "5", "nervous market");
        await _stack.Running.KillAsync();
        await _stack.Running.StartAsync();

        await SaysAsync(0, "1 order in ", "orders", file, "--fast");

        await SaysAsync(0, "an order of ACCOUNT:A-1 may have 5 at most", "tail", "audit.v1", "--exit");
        await _stack.Running.Program.SaysAsync("limits.v1 had no record of max_qty of ACCOUNT:A-1: published again, before any router may answer");
    }

    private async Task<IReadOnlyList<LimitState>> UntilAsync(int count) =>
        await Until.FoundAsync($"{count} records in limits.v1", async () =>
        {
            var reader = new TopicReader(_stack.Running.Kafka);
            var topic = await reader.ReadAllAsync(Topics.Limits, readCommitted: true, CancellationToken.None);
            var states = topic.Records.Select(record => record.As(ContractsJson.Default.LimitState)!).ToList();
            return states.Count == count ? states : null;
        });

    private Task<string> SaysAsync(int code, string what, params string[] arguments) => _stack.SaysAsync(code, what, arguments);

    [GeneratedRegex("lc-[0-9a-f]{16}")]
    private static partial Regex ChangeId();

    private sealed class StackWithLimits : TerminalStack
    {
        protected override async Task<string[]> ArgumentsAsync()
        {
            var file = File("limits.json");
            await System.IO.File.WriteAllTextAsync(file, Limits);
            return ["--limits", file];
        }
    }
}
