using System.Globalization;
using System.Text.Json.Nodes;
using KillSwitch.Local.Tests.Stack;
using KillSwitch.Local.Tests.Support;
using KillSwitch.Tests;

namespace KillSwitch.Local.Tests.Demo;

/// <summary>A user's own orders, played by the built program.</summary>
[Collection(ProcessesCollection.Name)]
public sealed class OrdersDemoTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>
    /// As fast as they can be sent, every order is through before the kill is there: the story must wait for it all the same.
    /// </summary>
    [NodeFact]
    public async Task Demo_AllOrdersThroughBeforeTheKill_ShowsTheKillAndRestores()
    {
        var orders = _folder.File("orders.jsonl");
        await File.WriteAllTextAsync(orders, Breaching());
        var summary = _folder.File("summary.json");

        await using var program = LocalProgram.Start("demo", "--fast", "--orders", orders, "--summary", summary);

        Assert.True(await program.EndAsync() == 0, program.Said);
        Assert.Contains("KILLED     ACCOUNT:9", program.Said, StringComparison.Ordinal);
        Assert.Contains("ACTIVE     ACCOUNT:9", program.Said, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', program.Said);
        var incident = Assert.Single(JsonNode.Parse(await File.ReadAllTextAsync(summary))!["incidents"]!.AsArray())!;
        Assert.Equal("ACCOUNT:9", incident["scope"]!.GetValue<string>());
    }

    /// <summary>Hours of orders of a day long ago, newest first, and a burst in the middle of them: found by their own times.</summary>
    [NodeFact]
    public async Task Demo_HistoricOrdersNewestFirst_FindsTheBurstAndKeepsEveryPromise()
    {
        var orders = _folder.File("orders.jsonl");
        var lines = Enumerable
            .Range(0, 1_200)
            .Select(i => Order(i, 1_343_827_800_000 + (i is > 500 and < 620 ? (500 * 7_000) + i : i * 7_000L), 900));
        await File.WriteAllLinesAsync(orders, lines.Reverse());
        var summary = _folder.File("summary.json");

        await using var program = LocalProgram.Start("demo", "--fast", "--orders", orders, "--summary", summary);

        Assert.True(await program.EndAsync() == 0, program.Said);
        var promises = JsonNode.Parse(await File.ReadAllTextAsync(summary))!["promises"]!.AsArray();
        Assert.All(promises, p => Assert.True(p!["held"]!.GetValue<bool>(), p.ToJsonString()));
        Assert.Contains(promises, p => p!["evidence"]!.GetValue<string>().Contains("which makes 1 kills", StringComparison.Ordinal));
    }

    /// <summary>As many orders, and no limit is crossed by their own times, however fast they are sent.</summary>
    [NodeFact]
    public async Task Demo_OrdersOfAQuietDaySentAtOnce_KillsNobody()
    {
        var orders = _folder.File("orders.jsonl");
        await File.WriteAllLinesAsync(orders, Enumerable.Range(0, 600).Select(i => Order(i, 1_700_000_000_000 + (i * 1_000L), 60)));

        await using var program = LocalProgram.Start("demo", "--fast", "--orders", orders);

        Assert.True(await program.EndAsync() == 0, program.Said);
        Assert.DoesNotContain("KILLED     ", program.Said, StringComparison.Ordinal);
    }

    /// <summary>120 orders of $15,000 by one account within two seconds; $1,000,000 a minute is allowed.</summary>
    private static string Breaching() =>
        string.Join('\n', Enumerable.Range(0, 120).Select(i => Order(i, 1_700_000_000_000 + (i * 15), 15_000)));

    private static string Order(int i, long ts, int usd) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"order_id":"b-{{i}}","ts":{{ts}},"account_id":"9","symbol":"S{{i % 4}}","side":"BUY","qty":10,"price":{{usd / 10m}},"strategy":"S1"}"""
        );
}
