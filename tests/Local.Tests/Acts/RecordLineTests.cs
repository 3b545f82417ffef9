using System.Text;
using System.Text.Json.Nodes;
using KillSwitch.Kafka.Reading;
using KillSwitch.Local.Acts;

namespace KillSwitch.Local.Tests.Acts;

public sealed class RecordLineTests
{
    [Fact]
    public void Of_Record_HasPlaceKeyValueAndHeaders()
    {
        var line = RecordLine.Of(Record("A-1", "{\"qty\":1}", ("service", "router-1")));

        Assert.StartsWith("3:17 ", line);
        Assert.EndsWith("  A-1  {\"qty\":1}  [service=router-1]", line);
    }

    [Fact]
    public void Of_DeletedAndUnkeyed_SaysSo() => Assert.EndsWith("  -  (deleted)", RecordLine.Of(Record(null, null)));

    [Fact]
    public void Of_ValueThatATerminalWouldObey_IsShown() =>
        Assert.EndsWith(@"  A-1  \u001B[2J", RecordLine.Of(Record("A-1", "\u001B[2J")));

    [Fact]
    public void Json_JsonValue_StandsAsJson()
    {
        var json = JsonNode.Parse(RecordLine.Json(Record("A-1", "{\"why\":\"<&>\"}", ("a", "1"), ("a", "2"))))!;

        Assert.Equal("<&>", (string?)json["value"]!["why"]);
        Assert.Equal((3, 17L), ((int)json["partition"]!, (long)json["offset"]!));
        Assert.Equal(("A-1", "2"), ((string?)json["key"], (string?)json["headers"]!["a"]));
    }

    [Fact]
    public void Json_Text_StandsAsText() =>
        Assert.Equal("no json", (string?)JsonNode.Parse(RecordLine.Json(Record("A-1", "no json")))!["value"]);

    [Fact]
    public void Json_BytesThatAreNoText_LoseNothing()
    {
        byte[] bytes = [0xff, 0x00, 0x80];

        var json = JsonNode.Parse(RecordLine.Json(Record("A-1", null) with { Value = bytes }))!;

        Assert.Equal(bytes, Convert.FromBase64String((string)json["value_base64"]!));
    }

    [Theory]
    [InlineData("A-1", null, true)]
    [InlineData("A-2", null, false)]
    [InlineData(null, "QTY", true)]
    [InlineData(null, "ROUTER-1", true)]
    [InlineData(null, "nothing", false)]
    [InlineData("A-1", "qty", true)]
    [InlineData("A-2", "qty", false)]
    public void Takes_KeyAndText_BothHaveToFit(string? key, string? text, bool takes) =>
        Assert.Equal(takes, new RecordFilter(key, text).Takes(Record("A-1", "{\"qty\":1}", ("service", "router-1"))));

    private static TopicRecord Record(string? key, string? value, params (string Name, string Value)[] headers) =>
        new(3, 17, 1_796_010_142_855, Bytes(key), Bytes(value), [.. headers.Select(h => KeyValuePair.Create(h.Name, Bytes(h.Value)))]);

    private static byte[]? Bytes(string? text) => text is null ? null : Encoding.UTF8.GetBytes(text);
}
