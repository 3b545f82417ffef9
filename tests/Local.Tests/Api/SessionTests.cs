using System.Net.Http.Json;
using System.Text.Json.Nodes;
using KillSwitch.Local.Identity;
using KillSwitch.Local.Tests.Api.Support;

namespace KillSwitch.Local.Tests.Api;

/// <summary>The console's sessions: who is let in, and what a cookie alone is worth.</summary>
public sealed class SessionTests : IAsyncLifetime
{
    private const string Kill = """{"scope":"ACCOUNT:7","reason":"r"}""";

    private ApiStack _stack = null!;

    public async Task InitializeAsync() => _stack = await ApiStack.StartAsync();

    public Task DisposeAsync() => _stack.DisposeAsync().AsTask();

    [Theory]
    [InlineData("wrong")]
    [InlineData("")]
    public async Task SignIn_WithoutTheKey_LetsNobodyIn(string key)
    {
        foreach (var path in new[] { "/session", "/session/people" })
        {
            var body = path == "/session" ? new JsonObject { ["key"] = key, ["name"] = "alice" } : new JsonObject { ["key"] = key };

            using var answer = await _stack.Http.PostAsJsonAsync(path, body);

            Assert.Equal(401, (int)answer.StatusCode);
            Assert.False(answer.Headers.Contains("Set-Cookie"));
        }
    }

    [Fact]
    public async Task People_WithTheKey_AreThoseOfTheUsersFile()
    {
        using var answer = await _stack.Http.PostAsJsonAsync("/session/people", new JsonObject { ["key"] = Key });

        var people = await answer.Content.ReadFromJsonAsync<JsonArray>();

        Assert.Equal(["alice", "bob", "carol", "dave"], people!.Select(p => p!["name"]!.GetValue<string>()));
    }

    [Fact]
    public async Task SignIn_NameOfNobody_IsRefused()
    {
        using var answer = await _stack.Http.PostAsJsonAsync("/session", new JsonObject { ["key"] = Key, ["name"] = "nobody" });

        Assert.Equal(404, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Cookie_OfASession_IsOutOfReachOfScriptsAndOtherSites()
    {
        using var answer = await _stack.Http.PostAsJsonAsync("/session", new JsonObject { ["key"] = Key, ["name"] = "alice" });

        Assert.EndsWith("; Path=/; Max-Age=28800; HttpOnly; SameSite=Strict", Assert.Single(answer.Headers.GetValues("Set-Cookie")));
    }

    [Fact]
    public async Task Look_WithTheCookie_IsAnsweredAsThatPerson()
    {
        var (cookie, _) = await SignInAsync("dave");

        var (status, body) = await SendAsync(HttpMethod.Get, "/session", cookie, proof: null, body: null);

        Assert.Equal((200, "dave"), (status, JsonNode.Parse(body)!["name"]!.GetValue<string>()));
        Assert.Equal(200, (await SendAsync(HttpMethod.Get, "/state", cookie, proof: null, body: null)).Status);
    }

    [Fact]
    public async Task Act_WithTheCookieAlone_IsNobodys()
    {
        var (cookie, proof) = await SignInAsync("alice");
        var (_, another) = await SignInAsync("bob");

        Assert.Equal(401, (await SendAsync(HttpMethod.Post, "/kill", cookie, proof: null, Kill)).Status);
        Assert.Equal(401, (await SendAsync(HttpMethod.Post, "/kill", cookie, another, Kill)).Status);
        Assert.Equal(202, (await SendAsync(HttpMethod.Post, "/kill", cookie, proof, Kill)).Status);
    }

    [Fact]
    public async Task Act_OfWhoMayNot_IsRefusedAsWithAToken()
    {
        var (cookie, proof) = await SignInAsync("dave");

        Assert.Equal(403, (await SendAsync(HttpMethod.Post, "/kill", cookie, proof, Kill)).Status);
    }

    [Fact]
    public async Task Act_AfterThePersonWasRevoked_IsNobodys()
    {
        var (cookie, proof) = await SignInAsync("alice");
        _stack.Time.Advance(TimeSpan.FromSeconds(1));

        _stack.Tokens.RevokePerson("alice");

        Assert.Equal(401, (await SendAsync(HttpMethod.Post, "/kill", cookie, proof, Kill)).Status);
        Assert.Equal(401, (await SendAsync(HttpMethod.Get, "/state", cookie, proof: null, body: null)).Status);
    }

    [Fact]
    public async Task Token_InTheHeader_CountsAndNotTheCookie()
    {
        var (cookie, _) = await SignInAsync("alice");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/session");
        request.Headers.Add("Cookie", cookie);
        request.Headers.Authorization = new("Bearer", _stack.Token("bob"));

        using var answer = await _stack.Http.SendAsync(request);

        Assert.Equal("bob", (await answer.Content.ReadFromJsonAsync<JsonObject>())!["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task SignOut_TakesTheCookie()
    {
        using var answer = await _stack.Http.DeleteAsync("/session");

        Assert.StartsWith($"{ConsoleSessions.Cookie}=; Path=/; Max-Age=0", Assert.Single(answer.Headers.GetValues("Set-Cookie")));
    }

    [Fact]
    public async Task Pages_AreServedToAnybodyAndKeptByBrowsers()
    {
        using var first = await _stack.Http.GetAsync("/console/");
        using var again = new HttpRequestMessage(HttpMethod.Get, "/console/");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using var second = await _stack.Http.SendAsync(again);

        Assert.Equal((200, "text/html"), ((int)first.StatusCode, first.Content.Headers.ContentType!.MediaType));
        Assert.Contains("script-src 'self'", first.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal(304, (int)second.StatusCode);
        using var root = await _stack.Http.GetAsync("/");
        Assert.Equal((302, "/console/"), ((int)root.StatusCode, root.Headers.Location!.ToString()));
        using var none = await _stack.Http.GetAsync("/console/none.js");
        Assert.Equal(404, (int)none.StatusCode);
    }

    private string Key => ConsoleSessions.AddressAt(_stack.Folder, "http://127.0.0.1").Fragment["#key=".Length..];

    private async Task<(string Cookie, string Proof)> SignInAsync(string name)
    {
        using var answer = await _stack.Http.PostAsJsonAsync("/session", new JsonObject { ["key"] = Key, ["name"] = name });
        var session = await answer.Content.ReadFromJsonAsync<JsonObject>();
        return (answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0], session!["proof"]!.GetValue<string>());
    }

    private async Task<(int Status, string Body)> SendAsync(HttpMethod method, string path, string cookie, string? proof, string? body)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Add("Cookie", cookie);
        if (proof is not null)
            request.Headers.Add(ConsoleSessions.ProofHeader, proof);
        if (body is not null)
            request.Content = new StringContent(body, null, "application/json");
        using var answer = await _stack.Http.SendAsync(request);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
