using System.Text.Json.Nodes;
using KillSwitch.Local.Acts;

namespace KillSwitch.Local.Tests.Acts;

public sealed class OperatorReplyTests
{
    [Theory]
    [InlineData(500, """{"refusal":"InternalFault","trace_id":"0af7"}""", " (InternalFault, trace id 0af7)")]
    [InlineData(409, """{"refusal":"ApprovalVoided","trace_id":"0af7"}""", " (ApprovalVoided)")]
    [InlineData(200, """{"message":"Done."}""", "")]
    public void Code_Answer_NamesTheTraceWhereTheFaultIsAtTheOtherEnd(int status, string body, string code) =>
        Assert.Equal(code, new OperatorReply(status, JsonNode.Parse(body)).Code);
}
