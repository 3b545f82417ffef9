using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using KillSwitch.Api.OpenApi;
using KillSwitch.Api.Routing;
using KillSwitch.Aws.Http;
using KillSwitch.Local.Tests.Api.Support;
using KillSwitch.Tests;

namespace KillSwitch.Api.Tests.OpenApi;

public sealed class OpenApiDocumentTests : IAsyncLifetime
{
    private ApiStack _stack = null!;

    public async Task InitializeAsync() => _stack = await ApiStack.StartAsync();

    public Task DisposeAsync() => _stack.DisposeAsync().AsTask();

    [Fact]
    public async Task Document_CheckedIn_IsTheTables()
    {
        var served = (await _stack.GetAsync("/openapi.json")).Body;

        Assert.True(
            served == await File.ReadAllTextAsync(SourceTree.File("docs", "openapi.json")),
            "docs/openapi.json is not what the table of routes says. Write it anew: "
            + "./run local, then curl http://127.0.0.1:8080/openapi.json > docs/openapi.json");
    }

    [Fact]
    public void Document_OfEveryListedRoute_HasItsMethodsStatusAndSecurity()
    {
        var document = JsonNode.Parse(OpenApiDocument.Of(_stack.Api.Routes))!;

        Assert.Equal("3.1.0", (string?)document["openapi"]);
        foreach (var (route, method) in _stack.Api.Routes.Where(r => r.IsListed).SelectMany(r => r.Methods, (r, m) => (r, m)))
        {
            var operation = document["paths"]![route.Pattern]![method.ToLowerInvariant()]!;
            Assert.NotNull(operation["responses"]![$"{route.Status}"]);
            Assert.Equal(route.NeedsCaller ? 1 : 0, operation["security"]!.AsArray().Count);
            var fields = operation["requestBody"]?["content"]!["application/json"]!["schema"]!["properties"];
            Assert.Equal(route.Body.Select(f => f.Name), Names(fields));
        }
    }

    [Fact]
    public void Document_EveryOperation_HasANameOfItsOwn()
    {
        var paths = JsonNode.Parse(OpenApiDocument.Of(_stack.Api.Routes))!["paths"]!.AsObject();
        var names = paths
            .SelectMany(path => path.Value!.AsObject().Where(operation => operation.Key != "parameters"))
            .Select(operation => (string?)operation.Value!["operationId"])
            .ToList();

        Assert.Equal(names.Distinct(), names);
        Assert.Empty(((string[])["postKill", "headApprovalsId", "getOpenapiJson"]).Except(names));
    }

    /// <summary>A monitor reads the report of what is not well; a problem document would tell it nothing of the parts.</summary>
    [Fact]
    public void Document_OfHealth_SaysThatThe503IsAReportToo()
    {
        var health = JsonNode.Parse(OpenApiDocument.Of(_stack.Api.Routes))!["paths"]!["/health"]!;

        var body = health["get"]!["responses"]!["503"]!["content"]!["application/json"]!["schema"]!;
        Assert.Equal("#/components/schemas/HealthReport", (string?)body["$ref"]);
        Assert.Equal(["description"], Names(health["head"]!["responses"]!["503"]));
    }

    [Fact]
    public void Document_OfADecision_SaysThatWhoeverAskedMayWithdraw()
    {
        var paths = JsonNode.Parse(OpenApiDocument.Of(_stack.Api.Routes))!["paths"]!;

        Assert.Equal("For approver; to withdraw, for whoever asked.", (string?)paths["/approvals/{id}"]!["post"]!["description"]);
        Assert.Equal("For operator or approver.", (string?)paths["/kill"]!["post"]!["description"]);
    }

    [Fact]
    public void Document_OfAKill_NamesNothingThatKeepsAnybodyFromIt()
    {
        var paths = JsonNode.Parse(OpenApiDocument.Of(_stack.Api.Routes))!["paths"]!;
        var (kill, unkill) = (paths["/kill"]!["post"]!, paths["/unkill"]!["post"]!);

        Assert.Equal("At most 1048576 bytes.", (string?)kill["requestBody"]!["description"]);
        Assert.Equal("At most 16384 bytes.", (string?)unkill["requestBody"]!["description"]);
        Assert.Equal((null, 1000), (MostOfReason(kill), MostOfReason(unkill)));
        Assert.Equal((null, true), (kill["responses"]!["422"]?.ToString(), unkill["responses"]!["422"] is not null));
    }

    [Fact]
    public void Document_OfAws_SaysTheSameOfWhatItHas()
    {
        var here = JsonNode.Parse(OpenApiDocument.Of(_stack.Api.Routes))!["paths"]!.AsObject();
        var there = JsonNode.Parse(OpenApiDocument.Of(GatewayRoutes.All))!["paths"]!.AsObject();

        Assert.Equal(
            [
                "/mailbox",
                "/health",
                "/live",
                "/machines",
                "/machines/{machine}",
                "/definitions",
                "/machines/{machine}/executions",
                "/machines/{machine}/executions/{execution}",
                "/machines/{machine}/executions/{execution}/history",
                "/machines/{machine}/executions/{execution}/stop",
                "/machines/{machine}/executions/{execution}/redrive",
                "/machines/{machine}/executions/{execution}/tasks",
                "/machines/{machine}/executions/{execution}/tasks/{task}/success",
                "/machines/{machine}/executions/{execution}/tasks/{task}/failure",
                "/limits/nearest",
                "/scenarios",
                "/topics",
                "/topics/{topic}",
                "/traces",
                "/traces/{trace_id}",
                "/session/people",
                "/session",
            ],
            here.Select(p => p.Key).Except(there.Select(p => p.Key))
        );
        Assert.All(there, path => Assert.True(JsonNode.DeepEquals(path.Value, here[path.Key]), path.Key));
    }

    [Fact]
    public void Document_EveryReference_LeadsSomewhere()
    {
        var text = Encoding.UTF8.GetString(OpenApiDocument.Of(_stack.Api.Routes));
        var components = JsonNode.Parse(text)!["components"]!.AsObject();
        var references = components.SelectMany(kind => Names(kind.Value), (kind, name) => $"#/components/{kind.Key}/{name}").ToHashSet();

        using var document = JsonDocument.Parse(text);
        Assert.All(References(document.RootElement), r => Assert.Contains(r, references));
    }

    /// <summary>What is answered is what the schema says: nothing beyond it, and all that it requires.</summary>
    [Fact]
    public async Task Schema_OfAnIncident_IsWhatIsAnswered()
    {
        await _stack.AskAsync();
        var id = (string)(await _stack.GetAsync("/incidents", "dave")).Json[0]!["incident_id"]!;

        var answered = Names((await _stack.GetAsync($"/incidents/{id}", "dave")).Json).ToArray();

        var schema = JsonNode.Parse(OpenApiDocument.Of(_stack.Api.Routes))!["components"]!["schemas"]!["IncidentView"]!;
        Assert.Subset(Names(schema["properties"]).ToHashSet(), answered.ToHashSet());
        Assert.Superset(schema["required"]!.AsArray().Select(r => (string)r!).ToHashSet(), answered.ToHashSet());
    }

    private static int? MostOfReason(JsonNode operation) =>
        (int?)operation["requestBody"]!["content"]!["application/json"]!["schema"]!["properties"]!["reason"]!["maxLength"];

    private static IEnumerable<string> Names(JsonNode? json) => json?.AsObject().Select(p => p.Key) ?? [];

    private static IEnumerable<string> References(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(p => p.Name == "$ref" ? [p.Value.GetString()!] : References(p.Value)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(References),
        _ => [],
    };
}
