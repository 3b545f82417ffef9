using System.Globalization;
using System.Text;
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

    /// <summary>120 orders of $15,000 by one account within two seconds; $1,000,000 a minute is allowed.</summary>
    private static string Breaching()
    {
        var lines = new StringBuilder();
        for (var i = 0; i < 120; i++)
        {
            lines.AppendLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $$"""{"order_id":"b-{{i}}","ts":{{1_700_000_000_000 + i * 15}},"account_id":"9","symbol":"S{{i % 4}}","side":"BUY","qty":100,"price":150,"strategy":"S1"}"""
                )
            );
        }
        return lines.ToString();
    }
}
