using System.Text.Json.Nodes;
using KillSwitch.Cdk.Entrance;

namespace KillSwitch.Cdk.Tests.Entrance;

public sealed class GatewayProblemsTests
{
    public static IEnumerable<object[]> Responses => GatewayProblems.All.Select(p => new object[] { p.Response });

    /// <summary>What has no refusal of its own takes that of its kind; and an address that is none is one, whoever calls it.</summary>
    [Theory]
    [InlineData("DEFAULT_4XX", "400")]
    [InlineData("DEFAULT_5XX", "503")]
    [InlineData("INVALID_SIGNATURE", "404")]
    [InlineData("MISSING_AUTHENTICATION_TOKEN", "404")]
    public void Status_OfWhatTheGatewayMakesOfAnAddress_IsOurs(string response, string status) =>
        Assert.Equal(status, GatewayProblems.All.Single(p => p.Response == response).Status);

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
