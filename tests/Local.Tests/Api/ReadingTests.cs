using System.Text;
using KillSwitch.Api.Health;
using KillSwitch.Local.Tests.Api.Support;

namespace KillSwitch.Local.Tests.Api;

public sealed class ReadingTests : IAsyncLifetime
{
    private ApiStack _stack = null!;

    public async Task InitializeAsync() => _stack = await ApiStack.StartAsync();

    public Task DisposeAsync() => _stack.DisposeAsync().AsTask();

    [Fact]
    public async Task Audit_ByIncident_ShowsItsStepsNewestFirst()
    {
        var incident = await _stack.KillAsync();
        await _stack.KillAsync("ACCOUNT:43");
        // By then DynamoDB's indexes have followed their table.
        _stack.Time.Advance(TimeSpan.FromSeconds(3));

        var reply = await _stack.GetAsync($"/audit?incident_id={incident}", "dave");

        var steps = reply.Json["entries"]!.AsArray();
        Assert.True((bool)reply.Json["complete"]!);
        Assert.Contains(steps, s => (string?)s!["record"]!["step"] == "PublishKilled");
        Assert.All(steps, s => Assert.Equal(incident, (string?)s!["record"]!["incident_id"]));
        Assert.Equal(steps.Select(s => (long)s!["offset"]!).OrderDescending(), steps.Select(s => (long)s!["offset"]!));
    }

    [Fact]
    public async Task Audit_ByOrder_PassesTheRecordOnByteForByte()
    {
        const string Record = """{"ts":1735828200000,"decision":"DROP","order_id":"o-1","account_id":"42","a":1.10}""";
        _stack.Audit.Add(Encoding.UTF8.GetBytes(Record), 1735828200000);

        var reply = await _stack.GetAsync("/audit?order_id=o-1&account_id=42", "dave");

        Assert.Contains($"{{\"partition\":0,\"offset\":0,\"record\":{Record}}}", reply.Body);
    }

    [Theory]
    [InlineData("limit=0", "limit is '0'; give a whole number from 1 to 1000")]
    [InlineData("limit=1001", "limit is '1001'")]
    [InlineData("limit=-1", "limit is '-1'")]
    [InlineData("limit=ten", "limit is 'ten'")]
    [InlineData("limit=1&limit=2", "'limit' must be given once")]
    [InlineData("order=o-1", "'order' is no parameter here. The parameters are order_id, account_id, incident_id, scope, actor, decision, step, from, to, limit, cursor.")]
    [InlineData("order_id=", "'order_id' must be given once")]
    [InlineData("decision=drop", "decision is 'drop'; give ALLOW, DROP or REJECT, in capitals.")]
    [InlineData("from=yesterday", "from is 'yesterday'; give a time in milliseconds since 1970")]
    [InlineData("from=2&to=1", "from is later than to")]
    [InlineData("decision=DROP&step=PublishKilled", "no record has both")]
    [InlineData("cursor=tampered", "cursor is not one that was given for this question")]
    public async Task Audit_BadQuery_IsRefusedRatherThanWidened(string query, string detail)
    {
        var reply = await _stack.GetAsync($"/audit?{query}", "dave");

        Assert.Equal((400, "FieldInvalid"), (reply.Status, reply.Refusal));
        Assert.Contains(detail, reply.Detail);
    }

    [Fact]
    public async Task Mailbox_AfterARequest_HasTheLinkButNeverTheTaskToken()
    {
        var link = await _stack.AskAsync();

        var reply = await _stack.GetAsync("/mailbox?limit=1", "dave");

        var mail = Assert.Single(reply.Json.AsArray())!;
        Assert.EndsWith(link, (string?)mail["link"]);
        Assert.Equal("APPROVAL_REQUESTED", (string?)mail["kind"]);
        Assert.DoesNotContain("token-approval", reply.Body);
    }

    [Fact]
    public async Task Incident_OpenToReaders_NeverShowsTheTaskToken()
    {
        await _stack.AskAsync();
        var incident = (string)(await _stack.GetAsync("/incidents", "dave")).Json[0]!["incident_id"]!;

        var reply = await _stack.GetAsync($"/incidents/{incident}", "dave");

        Assert.Equal("APPROVAL_PENDING", (string?)reply.Json["phase"]);
        Assert.DoesNotContain("token-", reply.Body);
    }

    [Fact]
    public async Task Health_EveryPartWell_Is200()
    {
        var reply = await _stack.GetAsync("/health");

        Assert.Equal(200, reply.Status);
        Assert.Equal("""{"healthy":true,"parts":[{"part":"router-1","healthy":true,"detail":"decides"}]}""" + "\n", reply.Body);
    }

    [Fact]
    public async Task Health_APartIsNot_Is503AndNamesIt()
    {
        _stack.Health.Parts = [new PartHealth("router-1", true, "decides"), new PartHealth("intake", false, "Kafka does not answer")];

        var reply = await _stack.GetAsync("/health");

        Assert.Equal(503, reply.Status);
        Assert.Equal("application/json", reply.ContentType);
        Assert.False((bool)reply.Json["healthy"]!);
        Assert.Equal("intake", (string?)reply.Json["parts"]![1]!["part"]);
    }
}
