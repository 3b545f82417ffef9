using System.Text;
using KillSwitch.Api.Approvals;
using KillSwitch.Api.Requests;
using KillSwitch.Api.Routes;
using KillSwitch.Api.Routing;
using KillSwitch.Workflows.People;
using KillSwitch.Workflows.Refusals;
using KillSwitch.Workflows.Tests.Incidents.InMemory;

namespace KillSwitch.Api.Tests.Routing;

public sealed class RouteTableTests
{
    private static readonly Refusal s_nobody = new(RefusalCode.NotAuthenticated, "This needs a token.");
    private static readonly ApiParts s_parts = new(new KillWorld().Operators, Assets.All, new Lazy<byte[]>([]));

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
        var match = new RouteTable(OperatorRoutes.All, s_parts).Match("DELETE", ["approvals", "x"]);

        Assert.Null(match.Route);
        Assert.Equal(["GET", "HEAD", "POST"], match.Allowed);
    }

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
            Segments = ["example", "x"],
            Query = [],
            Headers = new Dictionary<string, IReadOnlyList<string>> { ["Content-Type"] = ["application/json"] },
            Caller = caller,
            ReadBodyAsync = _ => Task.FromResult<ReadOnlyMemory<byte>>(Encoding.UTF8.GetBytes(body())),
            TraceId = "trace-1",
        };
        return table.AnswerAsync(table.Match(request.Method, request.Segments), request, default);
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
