using KillSwitch.Api.Routing;
using KillSwitch.Local.Identity;
using KillSwitch.Local.Tests.Api.Support;
using KillSwitch.Local.Tests.Support;
using KillSwitch.Tests;

namespace KillSwitch.Local.Tests.Api;

public sealed class AccessTests : IAsyncLifetime
{
    /// <summary>Every route, what it answers to somebody without a token, and who may use it. Nothing else may be mapped.</summary>
    private static readonly (string Method, string Path, string? Body, string[] Allowed)[] s_table =
    [
        ("POST", "/kill", """{"scope":"ACCOUNT:7","reason":"r"}""", ["alice", "bob"]),
        ("POST", "/unkill", """{"scope":"ACCOUNT:7","reason":"r"}""", ["alice", "bob"]),
        ("POST", "/approvals/{id}", """{"decision":"REJECT","reason":"r"}""", ["bob"]),
        ("GET", "/state", null, ["alice", "bob", "dave"]),
        ("GET", "/incidents", null, ["alice", "bob", "dave"]),
        ("GET", "/incidents/{id}", null, ["alice", "bob", "dave"]),
        ("POST", "/incidents/{id}/notes", """{"kind":"NOTE","reason":"r"}""", ["alice", "bob"]),
        ("GET", "/audit", null, ["alice", "bob", "dave"]),
        ("GET", "/mailbox", null, ["alice", "bob", "dave"]),
        ("GET", "/health", null, ["", "alice", "bob", "dave"]),
        ("GET", "/approvals/{id}", null, ["", "alice", "bob", "dave"]),
        ("GET", "/openapi.json", null, ["", "alice", "bob", "dave"]),
        ("GET", "/assets/{id}", null, ["", "alice", "bob", "dave"]),
        ("GET", "/live", null, ["alice", "bob", "dave"]),
        ("GET", "/machines", null, ["alice", "bob", "dave"]),
        ("GET", "/machines/{machine}/executions", null, ["alice", "bob", "dave"]),
        ("GET", "/machines/{machine}/executions/{execution}", null, ["alice", "bob", "dave"]),
        ("GET", "/machines/{machine}/executions/{execution}/history", null, ["alice", "bob", "dave"]),
        ("GET", "/machines/{machine}", null, ["alice", "bob", "dave"]),
        ("POST", "/machines", "{}", ["alice", "bob"]),
        ("POST", "/definitions", "{}", ["alice", "bob", "dave"]),
        ("POST", "/machines/{machine}/executions", "{}", ["alice", "bob"]),
        ("POST", "/machines/{machine}/executions/{execution}/stop", "{}", ["alice", "bob"]),
        ("POST", "/machines/{machine}/executions/{execution}/redrive", "{}", ["alice", "bob"]),
        ("GET", "/machines/{machine}/executions/{execution}/tasks", null, ["alice", "bob"]),
        ("POST", "/machines/{machine}/executions/{execution}/tasks/{task}/success", "{}", ["alice", "bob"]),
        ("POST", "/machines/{machine}/executions/{execution}/tasks/{task}/failure", "{}", ["alice", "bob"]),
        ("GET", "/limits", null, ["alice", "bob", "dave"]),
        ("GET", "/limits/nearest", null, ["alice", "bob", "dave"]),
        ("GET", "/limits/changes/{id}", null, ["alice", "bob", "dave"]),
        ("POST", "/limits", """{"owner":"ACCOUNT:1","rule":"max_qty","value":5,"reason":"r"}""", ["alice", "bob"]),
        ("GET", "/scenarios", null, ["alice", "bob", "dave"]),
        ("POST", "/scenarios", """{"name":"unknown"}""", ["alice", "bob"]),
        ("DELETE", "/scenarios", null, ["alice", "bob"]),
        ("GET", "/topics", null, ["alice", "bob", "dave"]),
        ("GET", "/topics/{topic}", null, ["alice", "bob", "dave"]),
        ("GET", "/traces", null, ["alice", "bob", "dave"]),
        ("GET", "/traces/{trace_id}", null, ["alice", "bob", "dave"]),
        ("GET", "/session", null, ["alice", "bob", "dave"]),
        ("DELETE", "/session", null, ["", "alice", "bob", "dave"]),
    ];

    /// <summary>For whoever has the console's key, which <see cref="SessionTests"/> tries.</summary>
    private static readonly string[] s_byKey = ["POST /session", "POST /session/people"];

    private ApiStack _stack = null!;

    public async Task InitializeAsync() => _stack = await ApiStack.StartAsync();

    public Task DisposeAsync() => _stack.DisposeAsync().AsTask();

    public static TheoryData<int, string> RoutesAndPeople()
    {
        var data = new TheoryData<int, string>();
        for (var i = 0; i < s_table.Length; i++)
        {
            foreach (var who in new[] { "", "alice", "bob", "dave" })
                data.Add(i, who);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(RoutesAndPeople))]
    public async Task Send_RouteByPerson_IsServedExactlyToWhomTheTableNames(int row, string who)
    {
        var (method, path, body, allowed) = s_table[row];

        var reply = await _stack.SendAsync(
            new HttpMethod(method),
            path.Replace("{id}", "x", StringComparison.Ordinal),
            who.Length == 0 ? null : who,
            body
        );

        if (allowed.Contains(who))
            Assert.True(reply.Status is not (401 or 403 or 405 or 500), $"{method} {path} by {who}: {reply.Status} {reply.Body}");
        else if (who.Length == 0)
            Assert.Equal((401, "NotAuthenticated"), (reply.Status, reply.Refusal));
        else if (path.StartsWith("/approvals", StringComparison.Ordinal))
            Assert.True(reply.Status is 403 or 404, "Without a genuine link it is not told who may decide.");
        else
            Assert.Equal((403, "RoleMissing"), (reply.Status, reply.Refusal));
    }

    [Fact]
    public void Routes_EveryOneThatIsServed_StandsInTheTableAndHasARule()
    {
        var served = _stack.Api.Routes;

        Assert.All(served, r => Assert.NotNull(r.Rule));
        Assert.Equal(
            s_table.Select(r => $"{r.Method} {r.Path}").Concat(s_byKey).Order(),
            served.SelectMany(r => r.Methods.Where(m => m != "HEAD"), (r, method) => $"{method} {r.Pattern}").Order());
    }

    [Fact]
    public void Routes_EveryOneThatIsNotOpen_NamesAPermission() =>
        Assert.All(_stack.Api.Routes, r => Assert.Equal(r.Rule.Access == RouteAccess.Open, r.Rule.Permission is null));

    [Theory]
    [InlineData("/assets/approval.css", 200)]
    [InlineData("/assets/approval.js", 200)]
    [InlineData("/assets/icon.svg", 200)]
    [InlineData("/assets/users.json", 404)]
    public async Task Get_Asset_IsServedToAnybodyWhereItBelongsToThePages(string path, int status) =>
        Assert.Equal(status, (await _stack.GetAsync(path)).Status);

    [Theory]
    [InlineData("alice", "/approvals")]
    [InlineData("dave", "/approvals")]
    [InlineData("dave", "/kill")]
    public async Task Post_ByTheWrongPerson_IsRefusedAndAudited(string who, string path)
    {
        var link = await _stack.AskAsync(asks: "bob");
        var target = path == "/approvals" ? link : path;

        var reply = await _stack.PostAsync(
            target,
            who,
            path == "/approvals" ? new { decision = "APPROVE", reason = "r" } : new { scope = "ACCOUNT:8", reason = "r" }
        );

        Assert.Equal(403, reply.Status);
        Assert.Contains(_stack.Broker.AuditedSteps, step => step.EndsWith($"REFUSED user:{who}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Get_ExpiredToken_IsToldSoAndHowToGetAnother()
    {
        var token = _stack.Tokens.Issue("alice", 1).Value!.Value;
        Assert.Equal(200, (await WithAsync($"Bearer {token}")).Status);
        Assert.Equal(200, (await WithAsync($"bearer {token}")).Status);
        Assert.Equal(401, (await WithAsync($"Basic {token}")).Status);

        _stack.Time.Advance(TimeSpan.FromHours(1));

        var reply = await WithAsync($"Bearer {token}");
        Assert.Equal((401, "NotAuthenticated"), (reply.Status, reply.Refusal));
        Assert.Equal(
            "The token has expired. Get one with ./run token NAME (on the same data folder) and send it as Authorization: Bearer TOKEN.",
            reply.Detail
        );
        Assert.StartsWith("Bearer", reply.Headers["WWW-Authenticate"]);
    }

    [Fact]
    public async Task Get_ForeignToken_IsToldItIsOfAnotherFolder()
    {
        using var other = new TempFolder();
        var token = new LocalTokens(other, _stack.Time).Issue("alice").Value!.Value;

        var reply = await WithAsync($"Bearer {token}");

        Assert.Equal((401, "NotAuthenticated"), (reply.Status, reply.Refusal));
        Assert.Contains("issued for another data folder", reply.Detail);
    }

    [Theory]
    [InlineData("token")]
    [InlineData("person")]
    [InlineData("all")]
    public async Task Get_RevokedToken_IsToldSo(string what)
    {
        var tokens = new LocalTokens(_stack.Folder, _stack.Time);
        var token = tokens.Issue("alice").Value!.Value;
        switch (what)
        {
            case "token":
                tokens.RevokeToken(token);
                break;
            case "person":
                tokens.RevokePerson("alice");
                break;
            default:
                tokens.RevokeAll();
                break;
        }

        var reply = await WithAsync($"Bearer {token}");

        Assert.Equal((401, "NotAuthenticated"), (reply.Status, reply.Refusal));
        Assert.StartsWith("The token was revoked. Get one with ./run token NAME", reply.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_ForgedToken_Is401ForEveryChangedCharacter()
    {
        var token = _stack.Token("dave");
        for (var i = 0; i < token.Length; i += Math.Max(1, token.Length / 40))
        {
            var forged = token[..i] + (token[i] == 'A' ? 'B' : 'A') + token[(i + 1)..];
            Assert.Equal(401, (await WithAsync($"Bearer {forged}")).Status);
        }
    }

    [Theory]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer null")]
    [InlineData("Basic YWxpY2U6")]
    [InlineData("alice")]
    [InlineData("Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbGljZSIsInJvbGUiOiJvcGVyYXRvciJ9.")]
    public async Task Get_WhatIsNoToken_Is401(string authorization) => Assert.Equal(401, (await WithAsync(authorization)).Status);

    [Theory]
    [InlineData("/state?access_token=")]
    [InlineData("/state?token=")]
    public async Task Get_TokenInTheAddress_IsNotTaken(string path) =>
        Assert.Equal(401, (await _stack.GetAsync(path + Uri.EscapeDataString(_stack.Token("alice")))).Status);

    [Fact]
    public async Task Get_AfterARestartOnTheSameFolder_TokenStillWorks()
    {
        var token = new LocalTokens(_stack.Folder, _stack.Time).Issue("dave").Value!.Value;

        Assert.Equal(200, (await WithAsync($"Bearer {token}")).Status);
    }

    private async Task<Reply> WithAsync(string authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/state");
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using var response = await _stack.Http.SendAsync(request);
        return await Reply.OfAsync(response);
    }
}
