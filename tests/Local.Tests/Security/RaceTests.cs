using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using KillSwitch.Local.Identity;
using KillSwitch.Local.Tests.Security.Support;
using KillSwitch.Tests;
using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Local.Tests.Security;

/// <summary>Many clients at once, on the whole stack with its real store: each act has one effect.</summary>
[Collection(StackCollection.Name)]
public sealed class RaceTests(StackFixture stack) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 500 }) { Timeout = TimeSpan.FromMinutes(2) };

    public void Dispose() => _http.Dispose();

    [NodeFact]
    public async Task Decisions_ThousandAtOnceByTwentyPeople_OneCounts()
    {
        using var desk = stack.Desk();
        var scope = Scope.Account("race-1");
        var incident = await stack.KillAsync(desk, scope);
        var link = await desk.AskAsync(scope, incident);
        var tokens = new LocalTokens(stack.Data.Path, TimeProvider.System);
        var people = Enumerable.Range(1, StackFixture.Approvers).Select(i => tokens.Issue($"approver-{i}").Value!.Value).ToArray();

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 1000)
                .Select(i =>
                    PostAsync(
                        $"/approvals/{link}",
                        people[i % people.Length],
                        new JsonObject { ["decision"] = i % 2 == 0 ? "APPROVE" : "REJECT", ["reason"] = $"r{i}" }
                    )
                )
        );

        var won = Assert.Single(answers, a => a.Status == 200);
        // What the store was too busy for says so, and that it can be repeated; nothing else is an answer here.
        Assert.All(answers.Where(a => a != won), a =>
            Assert.Contains(a.Refusal, (string?[])["ApprovalAlreadyDecided", "AlreadyApprovedByYou", "DependencyUnavailable"])
        );
        Assert.Contains(answers, a => a.Refusal == "ApprovalAlreadyDecided");
        var request = Assert.Single((await desk.IncidentAsync(incident)).Requests);
        Assert.Single(request.Decisions);
        if (request.Decisions[0].Verdict == Workflows.Approvals.Verdict.Approve)
            await desk.ClosedAsync(incident);
    }

    [NodeFact]
    public async Task Kills_TwoHundredAtOnceWithOneKey_AreOne()
    {
        using var desk = stack.Desk();
        var token = new LocalTokens(stack.Data.Path, TimeProvider.System).Issue("bob").Value!.Value;

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ =>
            PostAsync("/kill", token, new JsonObject { ["scope"] = "ACCOUNT:race-2", ["reason"] = "runaway" }, key: "one-and-the-same")));

        Assert.All(answers, a => Assert.Equal(202, a.Status));
        Assert.Single(answers.Select(a => (string)a.Body["cmd_id"]!).Distinct());
        var incident = Assert.Single(answers.Select(a => (string)a.Body["incident_id"]!).Distinct());
        await Until.TrueAsync("it is killed", async () =>
            (await desk.People.Bob.GetAsync($"/incidents/{incident}", CancellationToken.None)) is { Ok: true }
            && (await desk.IncidentAsync(incident)).Phase == IncidentPhase.Killed
        );
        Assert.Single((await desk.IncidentAsync(incident)).Causes);
    }

    [NodeFact]
    public async Task Unkills_TwoHundredAtOnce_LeadToOneRequest()
    {
        using var desk = stack.Desk();
        var scope = Scope.Account("race-3");
        var incident = await stack.KillAsync(desk, scope);
        var token = new LocalTokens(stack.Data.Path, TimeProvider.System).Issue("carol").Value!.Value;

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(i =>
            PostAsync("/unkill", token, new JsonObject { ["scope"] = scope.ToString(), ["reason"] = $"r{i}" })));

        Assert.Contains(answers, a => a.Status == 202);
        Assert.All(answers.Where(a => a.Status != 202), a =>
            Assert.Contains(a.Refusal, (string?[])["RequestAlreadyPending", "DependencyUnavailable"])
        );
        await Until.TrueAsync("it is asked for", async () => (await desk.IncidentAsync(incident)).Requests.Count > 0);
        Assert.Single((await desk.IncidentAsync(incident)).Requests);
    }

    private async Task<Answer> PostAsync(string path, string token, JsonObject body, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(new Uri(stack.Endpoints.Api!), path))
        {
            Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        using var response = await _http.SendAsync(request);
        return new Answer((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }

    private sealed record Answer(int Status, JsonNode Body)
    {
        public string? Refusal => (string?)Body["refusal"];
    }
}
