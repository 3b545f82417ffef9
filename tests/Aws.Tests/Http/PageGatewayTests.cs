using KillSwitch.Api.Requests;
using KillSwitch.Aws.Http;
using KillSwitch.Aws.Settings;
using KillSwitch.Workflows.Operators;
using KillSwitch.Workflows.Scopes;
using KillSwitch.Workflows.Tests.Auditing;
using KillSwitch.Workflows.Tests.Incidents.InMemory;
using KillSwitch.Workflows.Tests.LimitChanges.InMemory;

namespace KillSwitch.Aws.Tests.Http;

public sealed class PageGatewayTests
{
    private static readonly SignInSettings s_signIn = new(
        new Uri("https://console.example"),
        new Uri("https://alice.auth.eu-central-1.amazoncognito.com"),
        "client-1"
    );

    private readonly KillWorld _world = new();

    [Fact]
    public async Task Show_OpenRequest_IsThePageAndChangesNothing()
    {
        await AskedAsync();
        var before = _world.Scopes[Scope.Account("42")].Revision;

        var answer = await AnswerAsync("/approvals/{id}", _world.Link);

        Assert.Equal((200, "text/html; charset=utf-8"), (answer.Status, answer.Headers["Content-Type"]));
        Assert.Contains("Looking decides nothing", answer.Text);
        Assert.Equal(before, _world.Scopes[Scope.Account("42")].Revision);
    }

    /// <summary>The function runs outside the cluster's network: what it shows is what the index has, and never called all of it.</summary>
    [Fact]
    public async Task Show_OrdersWereHeldBack_SaysAtLeastAsTheTopicCannotBeAsked()
    {
        await AskedAsync();
        var now = _world.Time.GetUtcNow().ToUnixTimeMilliseconds();
        var incident = _world.Scopes[Scope.Account("42")].Incident!.IncidentId;
        _world.AuditIndex.Add(AuditJsonOf.Decision("DROP", "o-1", now, incident: incident), now);

        var answer = await AnswerAsync("/approvals/{id}", _world.Link);

        Assert.Contains("At least <b>1 order</b> worth $100.50", answer.Text);
        Assert.Contains("this page cannot ask the topic", answer.Text);
    }

    [Fact]
    public async Task Show_JsonWanted_IsTheView()
    {
        await AskedAsync();

        var answer = await AnswerAsync("/approvals/{id}", _world.Link, accept: "application/json");

        Assert.Equal(("application/json", "Accept"), (answer.Headers["Content-Type"], answer.Headers["Vary"]));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("<script>")]
    public async Task Show_NoLinkOfOurs_IsACalmPage(string id)
    {
        var answer = await AnswerAsync("/approvals/{id}", id);

        Assert.Equal((404, "text/html; charset=utf-8"), (answer.Status, answer.Headers["Content-Type"]));
        Assert.Contains("nothing has changed", answer.Text);
        Assert.DoesNotContain("<script>", answer.Text);
    }

    [Theory]
    [InlineData("approval.js", "text/javascript; charset=utf-8", "code_challenge")]
    [InlineData("decision.js", "text/javascript; charset=utf-8", "Idempotency-Key")]
    [InlineData("approval.css", "text/css; charset=utf-8", "body")]
    [InlineData("sign-in.json", "application/json", "\"authorize\":\"https://alice.auth.eu-central-1.amazoncognito.com/oauth2/authorize\"")]
    [InlineData("sign-in.json", "application/json", "\"redirect\":\"https://console.example/signed-in\"")]
    public async Task Asset_OfThePage_IsServed(string name, string type, string holds)
    {
        var answer = await AnswerAsync("/assets/{id}", name);

        Assert.Equal((200, type), (answer.Status, answer.Headers["Content-Type"]));
        Assert.Contains(holds, answer.Text);
    }

    [Theory]
    [InlineData("/assets/{id}", "../approval.css")]
    [InlineData("/nowhere", null)]
    public async Task Anything_Else_IsNotThere(string route, string? id) => Assert.Equal(404, (await AnswerAsync(route, id)).Status);

    [Fact]
    public async Task SignedIn_Page_RunsTheScriptThatRedeemsTheCode()
    {
        Assert.Contains("/assets/approval.js", (await AnswerAsync("/signed-in", null)).Text);
    }

    [Fact]
    public async Task Page_ToHead_HasNoBody() => Assert.Equal("", (await AnswerAsync("/signed-in", null, method: "HEAD")).Text);

    [Fact]
    public async Task Document_OfTheApi_NamesTheRoutesOfBothFunctionsAndNoneOfOneMachine()
    {
        var document = (await AnswerAsync("/openapi.json", null)).Text;

        Assert.Contains("\"/kill\"", document);
        Assert.Contains("\"/approvals/{id}\"", document);
        Assert.DoesNotContain("\"/mailbox\"", document);
    }

    [Theory]
    [InlineData("/kill")]
    [InlineData("/state")]
    public async Task Anything_ThatNeedsAToken_IsNotThisFunctions(string route) =>
        Assert.Equal(404, (await AnswerAsync(route, null)).Status);

    [Fact]
    public void Headers_OfThePage_AllowOneOtherAddressAndNothingInline()
    {
        var policy = SecurityHeaders.Of(s_signIn.SignIn, encrypted: true)["Content-Security-Policy"];

        Assert.Contains("connect-src 'self' https://alice.auth.eu-central-1.amazoncognito.com;", policy);
        Assert.DoesNotContain("unsafe", policy);
    }

    private async Task AskedAsync()
    {
        await _world.KillAsync(Scope.Account("42"));
        await _world.FlowAsync();
        await _world.AskAsync(Scope.Account("42"), KillWorld.Alice);
        await _world.FlowAsync();
    }

    private Task<ApiAnswer> AnswerAsync(
        string route, string? id, string accept = "text/html,application/json;q=0.5", string method = "GET")
    {
        var request = new GatewayRequest
        {
            Method = method,
            Resource = route,
            PathParameters = id is null ? null : [KeyValuePair.Create("id", id)],
            Headers = new Dictionary<string, IList<string>> { ["Accept"] = [accept] },
            TraceId = "trace-1",
        };
        var audits = new OperatorAudits(_world.AuditIndex, new UnreachableAuditTopic(), _world.Time);
        return GatewayApi.ForPage(_world.Operators, new LimitWorld().Operators, audits, s_signIn)
            .AnswerAsync(request, e => throw e, CancellationToken.None);
    }
}
