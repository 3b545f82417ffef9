using System.Net;
using System.Text.Json.Nodes;
using KillSwitch.Hosting.Processes;
using KillSwitch.Local.Stack;
using KillSwitch.Local.Tests.Stack;
using KillSwitch.Local.Tests.Support;
using KillSwitch.Tests;

namespace KillSwitch.Local.Tests.Cli;

/// <summary>An operator at a terminal, as he types it, beside a stack that runs.</summary>
[Collection(ProcessesCollection.Name)]
public sealed class ActTests(TerminalStack stack) : IClassFixture<TerminalStack>
{
    [NodeFact]
    public async Task Acts_OneIncident_EachSaysWhatIsSoAndThatItIs()
    {
        await SaysAsync(0, "ACCOUNT:A-1: in force since", "kill", "ACCOUNT:A-1", "fat finger");
        // Its first line has the names of the columns.
        Assert.StartsWith("scope", (await SaysAsync(0, "in force", "state")).TrimStart(' '), StringComparison.Ordinal);
        await SaysAsync(1, "Nobody has asked for ACCOUNT:A-1 to be restored", "approve", "ACCOUNT:A-1", "too soon");
        await SaysAsync(0, "./run approve ACCOUNT:A-1", "unkill", "ACCOUNT:A-1", "positions are flat");
        await SaysAsync(1, "(SelfApproval)", "approve", "ACCOUNT:A-1", "me too", "--as", "alice");
        await SaysAsync(0, "Withdrawn: ACCOUNT:A-1 stays killed", "withdraw", "ACCOUNT:A-1", "not yet");
        await SaysAsync(1, "It was withdrawn by alice (not yet) at ", "approve", "ACCOUNT:A-1", "too late");
        await SaysAsync(0, "./run approve ACCOUNT:A-1", "unkill", "ACCOUNT:A-1", "now they are");
        var link = await LinkAsync();
        await SaysAsync(0, "stays killed", "reject", link, "show me");
        var anew = $"Ask anew: ./run unkill ACCOUNT:A-1 \"why\" --data {stack.Folder}";
        var late = await SaysAsync(1, anew, "approve", "ACCOUNT:A-1", "too late");
        Assert.Contains("It was rejected by bob (show me) at ", late, StringComparison.Ordinal);
        await SaysAsync(0, "./run approve ACCOUNT:A-1", "unkill", "ACCOUNT:A-1", "here");
        await SaysAsync(0, "ACCOUNT:A-1: restored at", "approve", await LinkAsync(), "seen");
        var done = await SaysAsync(1, "It was approved by bob (seen) at ", "approve", "ACCOUNT:A-1", "again");
        Assert.Contains("Nothing is left to decide.", done, StringComparison.Ordinal);
        Assert.DoesNotContain("./run unkill", done, StringComparison.Ordinal);

        var incidents = (await JsonAsync("incidents")).AsArray();
        var incident = incidents.Single(one => one!["scope"]!.GetValue<string>() == "ACCOUNT:A-1")!["incident_id"]!.GetValue<string>();
        var story = await SaysAsync(0, $"{incident}: ACCOUNT:A-1, restored, CLOSED", "incidents", incident);
        Assert.Equal(
            ["fat finger", "positions are flat", "not yet", "now they are", "show me", "here", "seen"],
            new[] { "fat finger", "positions are flat", "not yet", "now they are", "show me", "here", "seen" }.OrderBy(what =>
                story.IndexOf($": {what}", StringComparison.Ordinal)
            )
        );
        string[] feed =
        [
            "command    KILL ACCOUNT:A-1 by user:alice: fat finger", "KILLED     ACCOUNT:A-1", "→ a link, which is in the mailbox",
            "(SelfApproval)", "decided    user:bob: show me", "ACTIVE     ACCOUNT:A-1",
        ];
        foreach (var line in feed)
            await stack.Running.Program.SaysAsync(line);
        // What goes to a file is kept, and a link that is kept somebody could follow.
        Assert.DoesNotContain("/approvals/", stack.Running.Program.Said, StringComparison.Ordinal);

        var audit = await SaysAsync(0, "PublishActive OK, user:bob", "audit", "--incident", incident);
        var restored = audit.IndexOf("PublishActive OK", StringComparison.Ordinal);
        Assert.InRange(audit.IndexOf("PublishKilled OK", StringComparison.Ordinal), 0, restored);
    }

    [NodeFact]
    public async Task Prices_Published_ValueOrdersAtTheMarket()
    {
        var order = """{"order_id":"o-1","ts":1767366002001,"account_id":"A-3","symbol":"AAPL","side":"BUY","qty":10,"order_type":"MARKET","strategy":"X"}""";
        var file = stack.File("market.jsonl");
        await File.WriteAllTextAsync(file, order);
        await SaysAsync(0, "No symbol has a reference price", "prices");
        await SaysAsync(0, "1 order in ", "orders", file, "--fast");
        await SaysAsync(0, "AAPL has no reference price in prices.v1", "tail", "audit.v1", "--exit");

        await SaysAsync(0, "AAPL trades at 190.5.", "prices", "AAPL=190.50");
        await SaysAsync(0, "1 order in ", "orders", file, "--fast");

        await SaysAsync(0, "\"reference_price\":190.5", "tail", "audit.v1", "--exit", "--grep", "ALLOW");
        await SaysAsync(0, "│ AAPL   │ 190.5 │", "prices");
        await SaysAsync(2, "AAPL is no price. Write SYMBOL=PRICE", "prices", "AAPL");
    }

    [NodeFact]
    public async Task OrdersAndTail_OwnFile_IsDecidedAndFound()
    {
        var file = stack.File("mine.jsonl");
        await File.WriteAllTextAsync(file, """
            {"order_id":"o-1","ts":1767366002001,"account_id":"A-2","symbol":"AAPL","side":"BUY","qty":10,"price":187.5,"strategy":"X"}
            {"order_id":"o-2","ts":1767366002002,"account_id":"A-2","symbol":"AAPL","side":"BUY","qty":-10,"price":187.5,"strategy":"X"}
            """);

        await SaysAsync(0, "2 orders in ", "orders", file, "--fast");

        await stack.Running.Program.SaysAsync("rejected");
        Assert.Contains("\"order_id\":\"o-1\"", await SaysAsync(0, "  A-2  ", "tail", "orders.gated.v1", "--exit"));
        Assert.DoesNotContain("o-2", await SaysAsync(0, "o-1", "tail", "audit.v1", "--exit", "--grep", "ALLOW"));
        await SaysAsync(2, "has no topic 'nothing.v1'", "tail", "nothing.v1", "--exit");
    }

    /// <summary>The second order is due in a day.</summary>
    [NodeFact]
    public async Task Orders_InterruptedBeforeTheFileEnds_SaysHowManyWereNotSent()
    {
        const string Line = """{"order_id":"i-1","ts":1767366002001,"account_id":"A-5","symbol":"AAPL","side":"BUY","qty":10,"price":187.5,"strategy":"X"}""";
        var file = stack.File("slow.jsonl");
        await File.WriteAllLinesAsync(file, [Line, Line.Replace("i-1", "i-2").Replace("1767366002001", "1767452402001")]);
        await using var tail = LocalProgram.Start("tail", "orders.gated.v1", "--data", stack.Folder, "--grep", "i-1");
        await using var act = LocalProgram.Start("orders", file, "--data", stack.Folder);
        await tail.SaysAsync("A-5");

        await act.SignalAsync("INT");

        Assert.Equal(130, await act.EndAsync());
        Assert.Contains("1 order in ", act.Said, StringComparison.Ordinal);
        Assert.Contains("stopped. 1 of the file's 2 were not sent.", act.Said, StringComparison.Ordinal);
    }

    /// <summary>Whoever asks may not approve; and a hint acts in the stack that it is of.</summary>
    [NodeFact]
    public async Task Unkill_ByAnApprover_NamesAnotherOneAndTheStack()
    {
        await SaysAsync(0, "in force since", "kill", "ACCOUNT:A-9", "why");

        var hint = $"./run approve ACCOUNT:A-9 \"why\" --as carol --data {stack.Folder}";
        await SaysAsync(0, hint, "unkill", "ACCOUNT:A-9", "it is off", "--as", "bob");
    }

    [NodeFact]
    public async Task State_ReasonOfAThousandCharacters_LeavesRoomForTheOthers()
    {
        await SaysAsync(0, "in force since", "kill", "ACCOUNT:A-10", new string('x', 1_000));

        var state = await SaysAsync(0, "xxx…", "state");
        Assert.InRange(state.Count(character => character == 'x'), 150, 200);
    }

    [NodeFact]
    public async Task KillAndUnkill_SeveralScopes_EachSaysWhatIsSo()
    {
        const string Both = "ACCOUNT:A-6,SYMBOL:TSLA,ACCOUNT:A-6";

        var killed = await SaysAsync(0, "ACCOUNT:A-6: in force since", "kill", Both, "both");
        var asked = await SaysAsync(0, "./run approve ACCOUNT:A-6", "unkill", Both, "both are off");

        Assert.Contains("SYMBOL:TSLA: in force since", killed, StringComparison.Ordinal);
        Assert.Equal(2, killed.Split("in force since").Length - 1);
        Assert.Contains("./run approve SYMBOL:TSLA", asked, StringComparison.Ordinal);
    }

    [NodeFact]
    public async Task Kill_OfANameThatNoOrderHas_IsInForceAndNamesTheNearest()
    {
        var file = stack.File("orders.jsonl");
        await File.WriteAllTextAsync(
            file,
            """{"order_id":"n-1","ts":1767366002001,"account_id":"901","symbol":"AAPL","side":"BUY","qty":1,"price":1,"strategy":"X"}"""
        );
        await SaysAsync(0, "1 order in ", "orders", file, "--fast");
        // Orders are read after they were taken, in a moment of one's own.
        var told = await Until.FoundAsync("the name is known", async () =>
            await SaysAsync(0, "ACCOUNT:9O1: in force since", "kill", "ACCOUNT:9O1", "runaway") is var said
                && said.Contains("Did you mean", StringComparison.Ordinal) ? said : null
        );

        Assert.Contains("No order of the last day names ACCOUNT:9O1. Did you mean ACCOUNT:901?", told, StringComparison.Ordinal);
        Assert.DoesNotContain("No order", await SaysAsync(0, "in force since", "kill", "ACCOUNT:901", "it is"), StringComparison.Ordinal);
    }

    /// <summary>Nobody can read what it says: what became of the kill, the exit code says all the same.</summary>
    [NodeFact]
    public async Task Kill_OutputThatCannotBeWritten_EndsAsTheKillDoes()
    {
        await using var act = LocalProgram.StartWritingTo("/dev/full", "kill", "ACCOUNT:A-4", "why", "--data", stack.Folder);
        Assert.True(await act.EndAsync() == 0, act.Said);
        Assert.Contains("Standard output cannot be written: No space left on device", act.Said, StringComparison.Ordinal);
        await using var refused = LocalProgram.StartWritingTo("/dev/full", "kill", "NOPE", "why", "--json", "--data", stack.Folder);
        Assert.True(await refused.EndAsync() == 1, refused.Said);
        await using var look = LocalProgram.StartWritingTo("/dev/full", "state", "--data", stack.Folder);
        Assert.True(await look.EndAsync() == 2, look.Said);

        Assert.DoesNotContain("See that the path is there", act.Said + refused.Said + look.Said, StringComparison.Ordinal);
        await SaysAsync(0, "ACCOUNT:A-4", "state");
    }

    [NodeFact]
    public async Task Orders_ReplayIntoAStackWithout_IsRefused()
    {
        var file = stack.File("mine.jsonl");
        await File.WriteAllTextAsync(file, "{}");

        await SaysAsync(2, "Start it with ./run local --replay", "orders", file, "--fast", "--replay");
        await SaysAsync(1, "1 lines over 0 s, as fast as they can be sent; as orders of now.", "orders", file, "--fast");
    }

    [NodeFact]
    public async Task Acts_RefusedOrNotThere_SayWhatToDoAndDoNothing()
    {
        await SaysAsync(1, "'NOPE' is not a scope", "kill", "NOPE", "why");
        await SaysAsync(1, "(RoleMissing)", "kill", "ACCOUNT:A-7", "why", "--as", "dave");
        await SaysAsync(1, "is not killed: there is no unkill to decide", "approve", "ACCOUNT:A-7", "why");
        await SaysAsync(2, "Nobody is called 'mallory'", "kill", "ACCOUNT:A-7", "why", "--as", "mallory");
        await SaysAsync(2, "'WHY' missing", "kill", "ACCOUNT:A-1");
        await SaysAsync(2, "'account:A-8' is not a scope", "kill", "ACCOUNT:A-7,account:A-8", "why");
        Assert.DoesNotContain("A-7", await SaysAsync(0, "", "state"), StringComparison.Ordinal);
        await SaysAsync(0, "Nothing of it is in the audit", "audit", "--order", "none");
    }

    [NodeFact]
    public async Task Acts_NoStack_SayHowToStartOne()
    {
        var elsewhere = stack.File("elsewhere");
        await using var none = LocalProgram.Start("state", "--data", elsewhere);

        Assert.Equal(2, await none.EndAsync());
        Assert.Contains($"No stack runs on {elsewhere}. Start one with ./run local", none.Said, StringComparison.Ordinal);
        Assert.False(Directory.Exists(elsewhere));

        await stack.Running.KillAsync();
        await SaysAsync(2, "does not answer", "kill", "ACCOUNT:A-1", "why");
        await stack.Running.StartAsync();
    }

    /// <summary>It is commanded: that nothing was done would be a lie, and that it is in force nobody knows.</summary>
    [NodeFact]
    public async Task Kill_StackThatGoesAwayOnceItIsTaken_DoesNotSayThatNothingWasDone()
    {
        var folder = Directory.CreateDirectory(stack.File("away")).FullName;
        using var api = new HttpListener();
        var address = $"http://127.0.0.1:{FreePorts.Take(1)[0]}";
        api.Prefixes.Add(address + "/");
        api.Start();
        await new EndpointsFile(new DataDirectory(folder), TimeProvider.System).UpdateAsync(e => e with { Api = address }, default);
        await using var act = LocalProgram.Start("kill", "ACCOUNT:A-1", "why", "--data", folder);

        var asked = await api.GetContextAsync();
        asked.Response.StatusCode = 202;
        await asked.Response.OutputStream.WriteAsync("""{"scope":"ACCOUNT:A-1","message":"It is commanded."}"""u8.ToArray());
        asked.Response.Close();
        api.Stop();

        Assert.Equal(1, await act.EndAsync());
        Assert.Contains("It is commanded.", act.Said, StringComparison.Ordinal);
        Assert.Contains("not known to be in force: orders may still flow", act.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("Nothing was done", act.Said, StringComparison.Ordinal);
    }

    /// <summary>As the mail has it.</summary>
    private async Task<string> LinkAsync()
    {
        var open = (await JsonAsync("incidents")).AsArray()[0]!["incident_id"]!.GetValue<string>();
        var requests = (await JsonAsync("incidents", open))["requests"]!.AsArray();
        var id = requests.Select(r => r!["link_id"]?.GetValue<string>()).Last(link => link is not null);
        return $"{stack.Running.Endpoints.Api}/approvals/{id}";
    }

    private async Task<JsonNode> JsonAsync(params string[] arguments) =>
        JsonNode.Parse(await SaysAsync(0, "", [.. arguments, "--json"]))!;

    private Task<string> SaysAsync(int code, string what, params string[] arguments) => stack.SaysAsync(code, what, arguments);
}
