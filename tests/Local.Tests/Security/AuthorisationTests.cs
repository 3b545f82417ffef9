using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text;
using KillSwitch.Local.Identity;
using KillSwitch.Local.Tests.Api.Support;
using KillSwitch.Local.Tests.Support;
using KillSwitch.Tests;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;

namespace KillSwitch.Local.Tests.Security;

/// <summary>
/// Every route the running application has, by everybody, on everything: what is whose does not matter except where the
/// rule says so. A route that is mapped and has no line here fails.
/// </summary>
public sealed class AuthorisationTests : IAsyncLifetime
{
    private static readonly string[] s_strangers = ["none", "expired", "forged"];
    private static readonly string[] s_readers = ["observer", "operator", "approver"];

    private ApiStack _stack = null!;
    private int _scopes;

    public async Task InitializeAsync() => _stack = await ApiStack.StartAsync();

    public Task DisposeAsync() => _stack.DisposeAsync().AsTask();

    private static readonly string[] s_callers = [.. s_strangers, "roleless", .. s_readers];

    /// <summary>
    /// By route: on which objects, and what each caller gets. <c>own</c> was made by the caller, <c>another's</c> was not.
    /// </summary>
    private static readonly Dictionary<string, (string[] Objects, Func<string, string, int> Status)> s_rules = new()
    {
        ["POST /kill"] = (["own", "another's", "unknown"], (who, _) => Acts(who) ? 202 : Refused(who)),
        ["POST /unkill"] = (["own", "another's", "unknown"], (who, what) => !Acts(who) ? Refused(who) : what == "unknown" ? 409 : 202),
        ["POST /approvals/{id}"] = (["own", "another's", "unknown", "incident"], (who, what) =>
            s_strangers.Contains(who) ? 401
            : what is "unknown" or "incident" ? 404
            : who == "approver" && what == "another's" ? 200
            : 403),
        ["GET /approvals/{id}"] = (["own", "another's", "unknown", "incident"], (_, what) => what is "unknown" or "incident" ? 404 : 200),
        ["GET /state"] = ([""], (who, _) => Reads(who)),
        ["GET /incidents"] = ([""], (who, _) => Reads(who)),
        ["GET /incidents/{id}"] = (["own", "another's", "unknown"], (who, what) => Reads(who) is not 200 and var no ? no
            : what == "unknown" ? 404
            : 200),
        ["POST /incidents/{id}/notes"] = (["own", "another's", "unknown"], (who, what) =>
            !Acts(who) ? Refused(who) : what == "unknown" ? 404 : 200),
        ["GET /audit"] = ([""], (who, _) => Reads(who)),
        ["GET /mailbox"] = ([""], (who, _) => Reads(who)),
        ["GET /health"] = ([""], (_, _) => 200),
        ["GET /openapi.json"] = ([""], (_, _) => 200),
        ["GET /live"] = ([""], (who, _) => Reads(who)),
        // Nobody answers for Step Functions here: whoever may ask is told so.
        ["GET /machines"] = ([""], (who, _) => ReadsOfExecutions(who)),
        ["GET /machines/{machine}/executions"] = ([""], (who, _) => ReadsOfExecutions(who)),
        ["GET /machines/{machine}/executions/{execution}"] = ([""], (who, _) => ReadsOfExecutions(who)),
        ["GET /machines/{machine}/executions/{execution}/history"] = ([""], (who, _) => ReadsOfExecutions(who)),
        ["GET /machines/{machine}"] = ([""], (who, _) => ReadsOfExecutions(who)),
        ["POST /machines"] = ([""], (who, _) => ActsOnExecutions(who)),
        ["POST /definitions"] = ([""], (who, _) => ReadsOfExecutions(who)),
        ["POST /machines/{machine}/executions"] = ([""], (who, _) => ActsOnExecutions(who)),
        ["POST /machines/{machine}/executions/{execution}/stop"] = ([""], (who, _) => ActsOnExecutions(who)),
        ["POST /machines/{machine}/executions/{execution}/redrive"] = ([""], (who, _) => ActsOnExecutions(who)),
        ["GET /machines/{machine}/executions/{execution}/tasks"] = ([""], (who, _) => ActsOnExecutions(who)),
        ["POST /machines/{machine}/executions/{execution}/tasks/{task}/success"] = ([""], (who, _) => ActsOnExecutions(who)),
        ["POST /machines/{machine}/executions/{execution}/tasks/{task}/failure"] = ([""], (who, _) => ActsOnExecutions(who)),
        ["GET /limits"] = ([""], (who, _) => Reads(who)),
        ["GET /limits/nearest"] = ([""], (who, _) => Reads(who)),
        ["GET /limits/changes/{id}"] = (["unknown"], (who, _) => Reads(who) is not 200 and var no ? no : 404),
        ["POST /limits"] = ([""], (who, _) => Acts(who) ? 202 : Refused(who)),
        ["GET /scenarios"] = ([""], (who, _) => Reads(who)),
        ["POST /scenarios"] = (["unknown"], (who, _) => Acts(who) ? 400 : Refused(who)),
        ["DELETE /scenarios"] = ([""], (who, _) => Acts(who) ? 200 : Refused(who)),
        ["GET /topics"] = ([""], (who, _) => Reads(who)),
        ["GET /topics/{topic}"] = (["unknown"], (who, _) => Reads(who) is not 200 and var no ? no : 404),
        ["GET /traces"] = ([""], (who, _) => Reads(who)),
        ["GET /traces/{trace_id}"] = (["unknown"], (who, _) => Reads(who) is not 200 and var no ? no : 404),
        ["GET /session"] = ([""], (who, _) => Reads(who)),
        ["DELETE /session"] = ([""], (_, _) => 204),
        // The key alone lets in, whoever else somebody is.
        ["POST /session"] = ([""], (_, _) => 401),
        ["POST /session/people"] = ([""], (_, _) => 401),
        ["GET /assets/{id}"] = (["approval.js", "unknown"], (_, what) => what == "unknown" ? 404 : 200),
    };

    [Fact]
    public async Task Routes_EveryCallerOnEveryObject_GetsWhatTheRuleSaysAndLeavesNothingBehindWhereRefused()
    {
        var routes = _stack.Api.Routes
            .SelectMany(r => r.Methods, (r, method) => (Method: method, r.Pattern))
            .Where(r => r.Method != "HEAD").ToList();
        Assert.Equal(s_rules.Keys.Order(), routes.Select(r => $"{r.Method} {r.Pattern}").Order());

        var cells = 0;
        foreach (var (method, pattern) in routes)
        {
            var (objects, status) = s_rules[$"{method} {pattern}"];
            foreach (var (what, who) in objects.SelectMany(_ => s_callers, (what, who) => (what, who)))
            {
                await CellAsync(method, pattern, what, who, status(who, what));
                cells++;
            }
        }
        Assert.Equal(s_callers.Length * s_rules.Values.Sum(r => r.Objects.Length), cells);
    }

    [Theory]
    [InlineData("HEAD", 200)]
    [InlineData("OPTIONS", 405)]
    [InlineData("PUT", 405)]
    [InlineData("PATCH", 405)]
    [InlineData("DELETE", 405)]
    [InlineData("TRACE", 405)]
    public async Task Link_ByAnyMethodButPost_DecidesNothing(string method, int status)
    {
        var link = await _stack.AskAsync();

        foreach (var override_ in new[] { "X-HTTP-Method-Override", "X-Method-Override", "Purpose", "Sec-Purpose" })
        {
            var reply = await _stack.SendAsync(
                new HttpMethod(method),
                link + "?decision=APPROVE&reason=r",
                "bob",
                null,
                (override_, override_.Contains("urpose", StringComparison.Ordinal) ? "prefetch" : "POST")
            );
            Assert.Equal(status, reply.Status);
        }

        await UndecidedAsync(link);
    }

    private async Task CellAsync(string method, string pattern, string what, string who, int expected)
    {
        var cell = $"{method} {pattern} on {(what.Length == 0 ? "it" : what)} by {who}";
        var (path, body, link) = await PrepareAsync(method, pattern, what, who);
        var (commands, completions) = (_stack.Broker.CommandCount, _stack.Broker.Completions.Count);

        var got = await SendAsync(method, path, body, who);

        Assert.True(got == expected, $"{cell}: {got} instead of {expected}");
        if (expected is >= 200 and < 300)
            return;
        Assert.True(
            (commands, completions) == (_stack.Broker.CommandCount, _stack.Broker.Completions.Count),
            $"{cell} was refused and had an effect"
        );
        if (link is not null)
            await UndecidedAsync(link);
    }

    /// <summary>An object of its own for each cell, so that none sees what another did.</summary>
    private async Task<(string Path, string? Body, string? Link)> PrepareAsync(string method, string pattern, string what, string who)
    {
        var scope = $"ACCOUNT:{++_scopes}";
        var maker = what == "own" && who is "operator" or "approver" ? Name(who) : what == "own" ? "alice" : "carol";
        switch (pattern)
        {
            case "/kill" or "/unkill":
                if (what != "unknown")
                    await _stack.KillAsync(scope, maker);
                return (pattern, $$"""{"scope":"{{scope}}","reason":"r"}""", null);
            case "/incidents/{id}":
                return ("/incidents/" + (what == "unknown" ? "inc-0000" : await _stack.KillAsync(scope, maker)), null, null);
            case "/incidents/{id}/notes":
                var noted = what == "unknown" ? "inc-0000" : await _stack.KillAsync(scope, maker);
                return ($"/incidents/{noted}/notes", """{"kind":"NOTE","reason":"r"}""", null);
            case "/limits" when method == "POST":
                return (pattern, $$"""{"owner":"{{scope}}","rule":"max_qty","value":5,"reason":"r"}""", null);
            case "/session" when method == "POST":
                return (pattern, """{"key":"a guess","name":"alice"}""", null);
            case "/machines" when method == "POST":
            case "/definitions":
            case "/machines/{machine}/executions" when method == "POST":
            case "/machines/{machine}/executions/{execution}/stop":
            case "/machines/{machine}/executions/{execution}/redrive":
            case "/machines/{machine}/executions/{execution}/tasks/{task}/success":
            case "/machines/{machine}/executions/{execution}/tasks/{task}/failure":
                return (pattern, "{}", null);
            case "/scenarios" when method == "POST":
                return (pattern, """{"name":"unknown"}""", null);
            case "/session/people":
                return (pattern, """{"key":"a guess"}""", null);
            case "/assets/{id}":
                return ($"/assets/{what}", null, null);
            case "/approvals/{id}":
                var decision = method == "POST" ? """{"decision":"APPROVE","reason":"r"}""" : null;
                var link = await _stack.AskAsync(scope, asks: maker);
                var incident = (string)(await _stack.GetAsync(link, null, ("Accept", "application/json"))).Json["incident_id"]!;
                return what switch
                {
                    "unknown" => (link[..^4] + "AAAA", decision, link),
                    "incident" => ($"/approvals/{incident}", decision, link),
                    _ => (link, decision, link),
                };
            default:
                return (pattern, null, null);
        }
    }

    private async Task<int> SendAsync(string method, string path, string? body, string who)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (Token(who) is { } token)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await _stack.Http.SendAsync(request);
        return (int)response.StatusCode;
    }

    private async Task UndecidedAsync(string link) =>
        Assert.Equal("PENDING", (string?)(await _stack.GetAsync(link, null, ("Accept", "application/json"))).Json["status"]);

    private string? Token(string who)
    {
        switch (who)
        {
            case "none":
                return null;
            case "expired":
                return _stack.Tokens.Format.Protect(Ticket("bob", "approver", _stack.Time.GetUtcNow().AddSeconds(-1)));
            case "forged":
                using (var other = new TempFolder())
                    return new LocalTokens(other, _stack.Time).Issue("bob").Value!.Value;
            case "roleless":
                return _stack.Tokens.Format.Protect(Ticket("erin", "visitor", _stack.Time.GetUtcNow().AddHours(1)));
            default:
                return _stack.Token(Name(who));
        }
    }

    private static AuthenticationTicket Ticket(string name, string role, DateTimeOffset expires) =>
        new(
            new ClaimsPrincipal(
                new ClaimsIdentity([new Claim("sub", name), new Claim("role", role)], BearerTokenDefaults.AuthenticationScheme)
            ),
            new AuthenticationProperties { ExpiresUtc = expires },
            BearerTokenDefaults.AuthenticationScheme
        );

    private static string Name(string role) => role switch { "observer" => "dave", "operator" => "alice", _ => "bob" };

    private static bool Acts(string who) => who is "operator" or "approver";

    private static int Refused(string who) => s_strangers.Contains(who) ? 401 : 403;

    private static int Reads(string who) => s_readers.Contains(who) ? 200 : Refused(who);

    private static int ActsOnExecutions(string who) => Acts(who) ? 503 : Refused(who);

    private static int ReadsOfExecutions(string who) => Reads(who) is not 200 and var no ? no : 503;
}
