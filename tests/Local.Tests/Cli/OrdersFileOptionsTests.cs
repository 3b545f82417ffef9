using KillSwitch.Local.Tests.Stack;
using KillSwitch.Local.Tests.Support;
using KillSwitch.Tests;

namespace KillSwitch.Local.Tests.Cli;

/// <summary>The commands of docs/your-orders.md, as they are typed there.</summary>
[Collection(ProcessesCollection.Name)]
public sealed class OrdersFileOptionsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public Task Map_OfTheLogInTheDocumentation_ShowsFieldsAndRefusals() =>
        SaysAsync(
            0,
            ["orders", Sample("session.log"), "--map"],
            "→ side = SELL_SHORT",
            "the same order again (1)",
            "Their times are from: 52 (5).",
            "1 refused: 1 that the contract has no words for",
            "704 QuantityUnsaid"
        );

    [Fact]
    public Task Map_OfTheCsvInTheDocumentation_ShowsFieldsAndRefusals() =>
        SaysAsync(
            0,
            ["orders", Sample("blotter.csv"), "--mapping", Sample("blotter.mapping.json"), "--map"],
            "→ account_id = 12345",
            "2 refused: 1 that the contract has no words for, which are never sent (7xx); 1 that routers refuse",
            "102 OrderFieldInvalid",
            "703 ValueUnknown"
        );

    [Fact]
    public Task Map_NothingThatARouterTakes_EndsWithOne()
    {
        File.WriteAllText(_folder.File("bad.jsonl"), "{}\nnot json\n");
        return SaysAsync(1, ["orders", _folder.File("bad.jsonl"), "--map"], "101 OrderFieldMissing", "line 2");
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    public Task Orders_FileWithoutAny_EndsWithOne(string json)
    {
        var file = _folder.File("empty.json");
        File.WriteAllText(file, json);
        return SaysAsync(1, ["orders", file, "--bootstrap", "127.0.0.1:1"], "There is no order in it that could be sent.");
    }

    [Fact]
    public Task Map_ColumnThatNothingIsMadeOf_IsNamed()
    {
        File.WriteAllText(_folder.File("more.csv"), "order_id,ts,account_id,symbol,side,qty,price,strategy,TIF\no1,1795957750620,7,A,BUY,1,1,S,DAY\n");
        return SaysAsync(0, ["orders", _folder.File("more.csv"), "--map"], "Columns that nothing is made of: 'TIF'.");
    }

    [Theory]
    [InlineData("--mapping is", "orders", "session.log", "--map", "--mapping", "nowhere.json")]
    [InlineData("--date is 'today'", "orders", "session.log", "--map", "--date", "today")]
    [InlineData("has no orders from there", "orders", "session.log", "--map", "--flow", "DUSK")]
    [InlineData("--flow is for a file of your own orders", "demo", "", "--flow", "DESK")]
    public Task Options_ThatCannotBeUsed_SayWhy(string says, string command, string sample, params string[] options) =>
        SaysAsync(2, [command, .. sample.Length == 0 ? [] : (string[])[Sample(sample)], .. options], says);

    /// <summary>Among them a cancel, which no detector measures, and an order at the market, which routers refuse.</summary>
    [NodeFact]
    public Task Demo_OfTheLogInTheDocumentation_HoldsEveryPromise() =>
        SaysAsync(
            0,
            ["demo", "--orders", Sample("session.log"), "--fast"],
            "5 orders over 5.5 s",
            "5 orders: 4 allowed",
            "Every promise was held",
            "704 QuantityUnsaid"
        );

    private static string Sample(string name) => SourceTree.File("docs", "your-orders", name);

    private static async Task SaysAsync(int exitCode, string[] arguments, params string[] says)
    {
        await using var program = LocalProgram.Start(arguments);
        var code = await program.EndAsync();

        Assert.True(code == exitCode, $"exit code {code}:\n{program.Said}");
        Assert.All(says, s => Assert.Contains(s, program.Said, StringComparison.Ordinal));
    }
}
