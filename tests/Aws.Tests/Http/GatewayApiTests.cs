using KillSwitch.Api.Approvals;
using KillSwitch.Api.Requests;
using KillSwitch.Api.Routing;
using KillSwitch.Aws.Http;
using KillSwitch.Workflows.Ports;
using KillSwitch.Workflows.Tests.Incidents.InMemory;
using KillSwitch.Workflows.Tests.LimitChanges.InMemory;

namespace KillSwitch.Aws.Tests.Http;

public sealed class GatewayApiTests
{
    [Theory]
    [InlineData("POST", "Repeat it with the same Idempotency-Key")]
    [InlineData("GET", "Nothing was changed: ask again")]
    public async Task AnswerAsync_DependencyAway_AsksToRepeat(string method, string says)
    {
        var answer = await AnswerAsync(new StoreUnavailableException("table killswitch-scopes: secret detail"), method);

        Assert.Equal(503, answer.Status);
        Assert.Contains(says, answer.Text);
        Assert.DoesNotContain("secret detail", answer.Text);
    }

    [Fact]
    public async Task AnswerAsync_Deadline_IsADependencyAway() =>
        Assert.Equal(503, (await AnswerAsync(new OperationCanceledException())).Status);

    [Fact]
    public async Task AnswerAsync_AnythingElse_NamesTheTraceAndNothingOfTheInside()
    {
        var answer = await AnswerAsync(new InvalidOperationException("secret detail"));

        Assert.Equal(500, answer.Status);
        Assert.Contains("trace-1", answer.Text);
        Assert.DoesNotContain("secret detail", answer.Text);
    }

    [Fact]
    public async Task AnswerAsync_Anything_CarriesTheHeadersOfEveryAnswer()
    {
        var answer = await AnswerAsync(new InvalidOperationException());

        Assert.Equal("no-store", answer.Headers["Cache-Control"]);
        Assert.StartsWith("max-age=", answer.Headers["Strict-Transport-Security"]);
    }

    private static async Task<ApiAnswer> AnswerAsync(Exception failure, string method = "GET")
    {
        var route = new Route
        {
            Methods = [method], Pattern = "/x", Rule = RouteRule.Open, Summary = "", Answers = [AnswerForm.Page],
            Handler = (_, _, _) => throw failure,
        };
        var world = new KillWorld();
        var parts = new ApiParts(world.Operators, new LimitWorld().Operators, world.Audits, Assets.All, new Lazy<byte[]>([]));
        Exception? logged = null;
        var request = new GatewayRequest { Method = method, Resource = "/x", TraceId = "trace-1" };
        var answer = await new GatewayApi(new RouteTable([route], parts), signIn: null).AnswerAsync(request, e => logged = e, default);
        Assert.Same(failure, logged);
        return answer;
    }
}
