using System.Text;
using System.Text.Json;
using KillSwitch.Local.Happenings;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Local.Tests.Happenings;

public sealed class DecidedOrderTests
{
    [Theory]
    [InlineData(Decision.Allow)]
    [InlineData(Decision.Drop)]
    [InlineData(Decision.Reject)]
    public void Read_AuditAsItIsWritten_IsItsTimeAndDecision(Decision decision)
    {
        var audit = new DecisionAudit(5_000, decision, [], KillStatus.Active, "r", "c", "router-1", 0, 7, [3, 4], "o-1", "1");

        Assert.Equal(
            new DecidedOrder(5_000, decision),
            DecidedOrder.Read(JsonSerializer.SerializeToUtf8Bytes(audit, ContractsJson.Default.DecisionAudit))
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[1]")]
    [InlineData("""{"ts":1}""")]
    [InlineData("""{"ts":"1","decision":"ALLOW"}""")]
    [InlineData("""{"ts":1,"decision":7}""")]
    [InlineData("""{"ts":1,"decision":"PERHAPS"}""")]
    [InlineData("""{"of":{"ts":1,"decision":"ALLOW"}}""")]
    public void Read_AnythingElse_IsNone(string json) => Assert.Null(DecidedOrder.Read(Encoding.UTF8.GetBytes(json)));
}
