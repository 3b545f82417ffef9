using System.Text;
using KillSwitch.Api.Approvals;
using KillSwitch.Api.Requests;
using KillSwitch.Api.Routes;
using KillSwitch.Api.Routing;
using KillSwitch.Workflows.People;
using KillSwitch.Workflows.Refusals;
using KillSwitch.Workflows.Tests.Incidents.InMemory;
using KillSwitch.Workflows.Tests.LimitChanges.InMemory;

namespace KillSwitch.Api.Tests.Routing;

public sealed class RouteTableTests
{
    private static readonly Refusal s_nobody = new(RefusalCode.NotAuthenticated, "This needs a token.");
    private static readonly ApiParts s_parts = new(
        new KillWorld().Operators, new LimitWorld().Operators, new KillWorld().Audits, Assets.All, new Lazy<byte[]>([]));

    [Fact]
    public void Table_RouteWithoutARule_IsNeverServed()
    {
        var ruleless = Example(RouteRule.Read) with { Rule = null! };

        var e = Assert.Throws<InvalidOperationException>(() => new RouteTable([.. OperatorRoutes.All, ruleless], s_parts));

        Assert.Equal("/example/{id} has no rule for who may use it. Give it one where it is listed.", e.Message);
    }

    [Fact]
    public void Table_SameMethodAndPatternTwice_IsRefused()
    {
        var e = Assert.Throws<InvalidOperationException>(() => new RouteTable([Example(RouteRule.Read), Example(RouteRule.Open)], s_parts));

        Assert.Equal("POST /example/{id} is listed twice. Leave one of them out.", e.Message);
    }

    [Fact]
    public async Task AnswerAsync_NobodyKnown_ReadsNoBody()
    {
        var answer = await AnswerAsync(
            RouteRule.Act(Permission.Kill), s_nobody, () => throw new InvalidOperationException("The body was read."));

        Assert.Equal((401, "Bearer"), (answer.Status, answer.Headers["WWW-Authenticate"]));
    }

    [Fact]
    public async Task AnswerAsync_WithoutTheRole_IsRefusedHereOrLeftToTheDomain()
    {
        var observer = new Actor(new("dave"), new HashSet<Role>());

        Assert.Equal(403, (await AnswerAsync(RouteRule.Read, observer, () => "{}")).Status);
        Assert.Equal(200, (await AnswerAsync(RouteRule.Act(Permission.Kill), observer, () => "{}")).Status);
    }

    [Fact]
    public async Task AnswerAsync_OpenRoute_KnowsNobodyWhoeverAsks() =>
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => AnswerAsync(RouteRule.Open, KillWorld.Alice, () => "{}", call => call.Actor.Name));

    [Fact]
    public async Task AnswerAsync_FieldsAndPath_AreTheCalls() =>
        Assert.Equal(
            "x why",
            (await AnswerAsync(RouteRule.Open, s_nobody, () => """{"reason":"why"}""", call => $"{call.Id} {call.Field("reason")}")).Text
        );

    [Fact]
    public void Match_PathOfOtherMethods_NamesThem()
    {
        var match = new RouteTable(OperatorRoutes.All, s_parts).Match("DELETE", "/approvals/x");

        Assert.Null(match.Route);
        Assert.Equal(["GET", "HEAD", "POST"], match.Allowed);
    }

    [Theory]
    [InlineData("/state", "/state")]
    [InlineData("/state/", "/state")]
    [InlineData("/INCIDENTS/Inc-1/", "/incidents/{id}")]
    public void Match_PathWithOrWithoutASlashAtItsEnd_IsTheRoutes(string path, string pattern) =>
        Assert.Equal(pattern, new RouteTable(OperatorRoutes.All, s_parts).Match("GET", path).Route?.Pattern);

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("//")]
    [InlineData("/state//")]
    [InlineData("state")]
    public void Match_NoPathOfTheTable_LeadsNowhere(string path) =>
        Assert.Equal(RouteMatch.Nowhere.Allowed, new RouteTable(OperatorRoutes.All, s_parts).Match("GET", path).Allowed);

    [Fact]
    public void Find_PatternOfTheTable_IsTheRouteWithItsValues()
    {
        var match = new RouteTable(OperatorRoutes.All, s_parts).Find("GET", "/incidents/{id}", Values("id", "Inc/1"));

        Assert.Equal(("/incidents/{id}", "Inc/1"), (match.Route?.Pattern, match.Path["id"]));
    }

    /// <summary>A server in front that matches something else than the table has is not guessed at.</summary>
    [Theory]
    [InlineData("/incidents/{id}", "number")]
    [InlineData("/incidents/{number}", "number")]
    [InlineData("/incidents/inc-1", "id")]
    [InlineData("", "id")]
    public void Find_AnotherPatternOrAnotherName_LeadsNowhere(string pattern, string name) =>
        Assert.Null(new RouteTable(OperatorRoutes.All, s_parts).Find("GET", pattern, Values(name, "inc-1")).Route);

    [Fact]
    public void Find_PatternOfOtherMethods_NamesThem() =>
        Assert.Equal(
            ["GET", "HEAD", "POST"],
            new RouteTable(OperatorRoutes.All, s_parts).Find("DELETE", "/approvals/{id}", Values("id", "x")).Allowed);

    private static Dictionary<string, string> Values(string name, string value) => new() { [name] = value };

    private static Task<ApiAnswer> AnswerAsync(
        RouteRule rule, Outcome<Actor> caller, Func<string> body, Func<Call, string>? answer = null)
    {
        var route = Example(rule) with
        {
            Handler = (_, call, _) => Task.FromResult(
                new ApiAnswer(call.Route.Status, "text/plain", Encoding.UTF8.GetBytes(answer?.Invoke(call) ?? ""))),
        };
        var table = new RouteTable([route], s_parts);
        var request = new ApiRequest
        {
            Method = "POST",
            Query = [],
            Headers = new Dictionary<string, IReadOnlyList<string>> { ["Content-Type"] = ["application/json"] },
            Caller = caller,
            ReadBodyAsync = _ => Task.FromResult<ReadOnlyMemory<byte>>(Encoding.UTF8.GetBytes(body())),
            TraceId = "trace-1",
        };
        return table.AnswerAsync(table.Match(request.Method, "/example/x"), request, default);
    }

    private static Route Example(RouteRule rule) => new()
    {
        Methods = Verbs.Post,
        Pattern = "/example/{id}",
        Rule = rule,
        Summary = "An example.",
        Body = [new BodyField("reason", "Why.")],
        Answers = [AnswerForm.Page],
        Handler = (_, call, _) => Task.FromResult(new ApiAnswer(call.Route.Status, "text/plain", default)),
    };
}
