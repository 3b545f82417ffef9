using System.Text;
using System.Text.Json.Nodes;
using KillSwitch.Workflows.Routing;

namespace KillSwitch.Workflows.Tests.Routing;

public sealed class StateRecordTests
{
    private const long Now = 1_800_000_000_000;

    private static JsonObject Example =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "contracts", "state.json")))!.AsObject();

    [Fact]
    public void Read_TheContractsExample_IsThatState()
    {
        var state = StateRecord.Read(Encoding.UTF8.GetBytes(Example.ToJsonString()), Now, out _);

        Assert.Equal(Example["version"]!.GetValue<long>(), state!.Version);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(Now + 24 * 3_600_000 + 1)]
    [InlineData(long.MaxValue)]
    public void Read_AVersionThatNothingAllocated_IsNotRead(long version)
    {
        var record = Example;
        record["version"] = version;

        Assert.Null(StateRecord.Read(Encoding.UTF8.GetBytes(record.ToJsonString()), Now, out var why));
        Assert.Contains($"{version}", why, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ATombstone_IsNotRead() => Assert.Null(StateRecord.Read(null, Now, out _));
}
