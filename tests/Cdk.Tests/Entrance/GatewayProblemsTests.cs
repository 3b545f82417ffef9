using System.Text.Json.Nodes;
using KillSwitch.Cdk.Entrance;

namespace KillSwitch.Cdk.Tests.Entrance;

public sealed class GatewayProblemsTests
{
    public static IEnumerable<object[]> Responses => GatewayProblems.All.Select(p => new object[] { p.Response });

    [Theory]
    [MemberData(nameof(Responses))]
    public void Body_OfEveryRefusal_IsAProblemOfTheApi(string response)
    {
        var problem = GatewayProblems.All.Single(p => p.Response == response);
        var body = JsonNode.Parse(problem.Body)!;
        Assert.Equal((int)problem.Code, (int)body["code"]!);
        Assert.Equal(problem.Status, body["status"]!.ToString());
        Assert.Equal("$context.xrayTraceId", (string)body["trace_id"]!);
        Assert.Equal(problem.Message, (string)body["detail"]!);
    }
}
