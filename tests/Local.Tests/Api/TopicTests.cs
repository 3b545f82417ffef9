using System.Text;
using KillSwitch.Kafka.Reading;
using KillSwitch.Local.Tests.Api.Support;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Local.Tests.Api;

public sealed class TopicTests : IAsyncLifetime
{
    private ApiStack _stack = null!;

    public async Task InitializeAsync() => _stack = await ApiStack.StartAsync();

    public async Task DisposeAsync() => await _stack.DisposeAsync();

    [Fact]
    public async Task Topics_All_SayHowTheyAreKept()
    {
        var topics = (await _stack.GetAsync("/topics", "dave")).Json.AsArray();

        Assert.Equal(Topics.All.Select(t => t.Name), topics.Select(t => (string?)t!["name"]));
        Assert.Equal(
            Topics.All.Where(t => t.Compacted).Select(t => t.Name),
            topics.Where(t => (bool)t!["compacted"]!).Select(t => (string?)t!["name"])
        );
    }

    [Fact]
    public async Task Topic_Records_ComeNewestFirstAsTheyStand()
    {
        _stack.Records[Topics.State] =
        [
            new(0, 7, 1_000, Bytes("ACCOUNT:1"), Bytes("""{"status":"KILLED"}"""), [new("traceparent", Bytes("00-"))]),
            new(1, 3, 2_000, Bytes("ACCOUNT:2"), null, []),
            new(0, 8, 2_000, null, [0xff, 0xfe], []),
        ];

        var records = (await _stack.GetAsync($"/topics/{Topics.State}?latest=3", "dave")).Json.AsArray();

        Assert.Equal([8, 3, 7], records.Select(r => (long)r!["offset"]!));
        Assert.Equal("//4=", (string?)records[0]!["value_base64"]);
        Assert.Null(records[0]!["key"]);
        Assert.Null(records[1]!["value"]);
        Assert.Equal(("KILLED", "00-"), ((string?)records[2]!["value"]!["status"], (string?)records[2]!["headers"]!["traceparent"]));
    }

    [Fact]
    public async Task Topic_BrokerAway_SaysSo()
    {
        var reply = await _stack.GetAsync($"/topics/{Topics.Audit}", "dave");

        Assert.Equal((503, "DependencyUnavailable"), (reply.Status, reply.Refusal));
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
