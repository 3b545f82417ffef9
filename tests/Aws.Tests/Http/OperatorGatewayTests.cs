using System.Text;
using System.Text.Json;
using KillSwitch.Api.Requests;
using KillSwitch.Aws.Http;
using KillSwitch.Workflows.Scopes;
using KillSwitch.Workflows.Tests.Incidents.InMemory;
using KillSwitch.Workflows.Tests.LimitChanges.InMemory;

namespace KillSwitch.Aws.Tests.Http;

public sealed class OperatorGatewayTests
{
    private readonly KillWorld _world = new();

    [Fact]
    public async Task Kill_ByAnOperator_IsAcceptedInTheNameOfTheClaims()
    {
        var answer = await AnswerAsync("POST", "/kill", """{"scope":"ACCOUNT:42","reason":"runaway"}""", name: "alice", groups: "operator");

        Assert.Equal((202, "application/json"), (answer.Status, answer.Headers["Content-Type"]));
        Assert.StartsWith("/incidents/", answer.Headers["Location"]);
        Assert.Contains("\"triggered_by\":\"user:alice\"", Encoding.UTF8.GetString(Assert.Single(_world.CommandLog.Records).Value.Span));
    }

    [Fact]
    public async Task Kill_ByAnObserver_IsForbidden() =>
        await RefusedAsync(403, "RoleMissing", "POST", "/kill", """{"scope":"ACCOUNT:42","reason":"x"}""", groups: "observer");

    [Fact]
    public async Task Kill_ByNobody_NeedsAToken() =>
        await RefusedAsync(401, "NotAuthenticated", "POST", "/kill", """{"scope":"ACCOUNT:42","reason":"x"}""", name: null);

    [Theory]
    [InlineData("""{"scope":"account:42","reason":"x"}""", 400, "ScopeInvalid")]
    [InlineData("""{"scope":"ACCOUNT:42"}""", 400, "ReasonMissing")]
    [InlineData("""{"scope":"ACCOUNT:42","reason":"x","actor":"bob"}""", 400, "FieldInvalid")]
    [InlineData("scope=ACCOUNT:42", 400, "BodyNotJson")]
    public async Task Kill_BadBody_IsRefusedWithItsCode(string body, int status, string refusal) =>
        await RefusedAsync(status, refusal, "POST", "/kill", body);

    [Theory]
    [InlineData("/kill", 1_048_577)]
    [InlineData("/unkill", 16_385)]
    public async Task Post_BodyTooLarge_IsRefused(string route, int bytes) =>
        await RefusedAsync(413, "BodyTooLarge", "POST", route, new string(' ', bytes));

    [Fact]
    public async Task Kill_BodyOfAMegabyte_IsTaken()
    {
        var body = $$"""{"scope":"ACCOUNT:42","reason":"{{new string('x', 1_048_576 - 34)}}"}""";
        Assert.Equal(1_048_576, body.Length);

        var answer = await AnswerAsync("POST", "/kill", body);

        Assert.Equal(202, answer.Status);
        Assert.Contains("was cut", answer.Text);
    }

    [Fact]
    public async Task Kill_NotJson_IsRefused() =>
        await RefusedAsync(415, "MediaTypeNotSupported", "POST", "/kill", "{}", contentType: "text/plain");

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    public async Task Post_UnusableIdempotencyKey_KeepsNobodyFromKillingAndFromAllElse(string key)
    {
        const string Body = """{"scope":"ACCOUNT:42","reason":"x"}""";

        var killed = await AnswerAsync("POST", "/kill", Body, key: key);

        Assert.Equal((202, "true"), (killed.Status, killed.Headers["Idempotency-Key-Ignored"]));
        await RefusedAsync(400, "FieldInvalid", "POST", "/unkill", Body, key: key);
    }

    [Fact]
    public async Task Kill_SameKeyAgain_IsTheSameCommand()
    {
        var one = await AnswerAsync("POST", "/kill", """{"scope":"ACCOUNT:42","reason":"x"}""", key: "k-1");
        var two = await AnswerAsync("POST", "/kill", """{"scope":"ACCOUNT:42","reason":"x"}""", key: "k-1");

        Assert.Equal(CmdId(one), CmdId(two));
    }

    [Fact]
    public async Task Decide_OwnRequest_IsForbiddenAndOthersMay()
    {
        await _world.KillAsync(Scope.Account("42"));
        await _world.FlowAsync();
        await _world.AskAsync(Scope.Account("42"), KillWorld.Erin);
        await _world.FlowAsync();
        const string Body = """{"decision":"APPROVE","reason":"fixed"}""";

        await RefusedAsync(
            403,
            "SelfApproval",
            "POST",
            "/approvals/{id}",
            Body,
            name: "ERIN",
            groups: "approver,operator",
            id: _world.Link
        );
        var approved = await AnswerAsync("POST", "/approvals/{id}", Body, name: "bob", groups: "approver", id: _world.Link);

        Assert.Equal(200, approved.Status);
        Assert.Contains("\"status\":\"APPROVED\"", approved.Text);
    }

    [Fact]
    public async Task State_Killed_IsShownToObservers()
    {
        await _world.KillAsync(Scope.Account("42"));
        await _world.FlowAsync();

        var answer = await AnswerAsync("GET", "/state", groups: "observer");

        Assert.Equal(200, answer.Status);
        Assert.Contains("ACCOUNT:42", answer.Text);
    }

    [Fact]
    public async Task Incident_LongerThanAnyId_IsNotEvenLookedFor() =>
        await RefusedAsync(404, "IncidentNotFound", "GET", "/incidents/{id}", id: new string('x', 3000));

    [Fact]
    public async Task State_WithQuery_IsRefused() => await RefusedAsync(400, "FieldInvalid", "GET", "/state", query: true);

    [Fact]
    public async Task Known_RouteByAnotherMethod_NamesTheRightOne() => await RefusedAsync(405, "MethodNotAllowed", "DELETE", "/kill");

    [Fact]
    public async Task Unknown_Route_NamesThoseThereAre() => await RefusedAsync(404, "NotFound", "GET", "/nowhere");

    private Task<ApiAnswer> AnswerAsync(
        string method, string route, string body = "", string? name = "alice", string groups = "operator,approver", string? id = null,
        string? key = null, string contentType = "application/json; charset=utf-8", bool query = false)
    {
        var headers = new Dictionary<string, IList<string>> { ["content-type"] = [contentType] };
        if (key is not null)
            headers["idempotency-key"] = [key];
        var request = new GatewayRequest
        {
            Method = method,
            Resource = route,
            PathParameters = id is null ? null : [KeyValuePair.Create("id", id)],
            Headers = headers,
            Query = query ? [KeyValuePair.Create<string, IList<string>>("x", ["1"])] : null,
            Body = Convert.ToBase64String(Encoding.UTF8.GetBytes(body)),
            IsBase64Encoded = true,
            Claims = name is null
                ? null
                : new Dictionary<string, string> { ["token_use"] = "id", ["cognito:username"] = name, ["cognito:groups"] = groups },
            TraceId = "trace-1",
        };
        return GatewayApi.ForOperators(_world.Operators, new LimitWorld().Operators, _world.Audits)
            .AnswerAsync(request, e => throw e, CancellationToken.None);
    }

    private async Task RefusedAsync(
        int status,
        string refusal,
        string method,
        string route,
        string body = "",
        string? name = "alice",
        string groups = "operator,approver",
        string? id = null,
        string? key = null,
        string contentType = "application/json",
        bool query = false
    )
    {
        var answer = await AnswerAsync(method, route, body, name, groups, id, key, contentType, query);

        using var problem = JsonDocument.Parse(answer.Text);
        Assert.Equal(
            (status, "application/problem+json", refusal, "trace-1"),
            (
                answer.Status,
                answer.Headers["Content-Type"],
                problem.RootElement.GetProperty("refusal").GetString(),
                problem.RootElement.GetProperty("trace_id").GetString()
            )
        );
    }

    private static string CmdId(ApiAnswer answer)
    {
        using var json = JsonDocument.Parse(answer.Text);
        return json.RootElement.GetProperty("cmd_id").GetString()!;
    }
}
