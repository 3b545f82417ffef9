using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using KillSwitch.Api.Requests;

namespace KillSwitch.Api.OpenApi;

/// <summary>What operations refer to: schemas by name, problems, and how people are known.</summary>
internal sealed class Components
{
    private const string Token = "token";

    private const string ProblemName = nameof(Requests.Problem);

    private readonly SortedDictionary<string, JsonNode> _schemas = new(StringComparer.Ordinal)
    {
        [ProblemName] = Schemas.Of(ProblemJson.Default.Problem),
    };

    /// <summary>A problem as a response, with what it says in this place.</summary>
    public static JsonObject Problem(string description) =>
        new() { ["$ref"] = $"#/components/responses/{ProblemName}", ["description"] = description };

    /// <summary>The header under which a request is repeated.</summary>
    public static JsonObject Key() => new() { ["$ref"] = $"#/components/parameters/{IdempotencyHeader.Name}" };

    public static JsonArray TokenNeeded() => new(new JsonObject { [Token] = new JsonArray() });

    /// <summary>A reference to the schema of a type, or the array of one.</summary>
    public JsonNode Of(JsonTypeInfo type)
    {
        if (type.Kind == JsonTypeInfoKind.Enumerable && type.ElementType is { } element)
            return new JsonObject { ["type"] = "array", ["items"] = Of(type.Options.GetTypeInfo(element)) };
        _schemas.TryAdd(type.Type.Name, Schemas.Of(type));
        return Reference(type.Type.Name);
    }

    public JsonObject ToJson() => new()
    {
        ["schemas"] = new JsonObject(_schemas.Select(s => KeyValuePair.Create(s.Key, (JsonNode?)s.Value))),
        ["responses"] = new JsonObject
        {
            [ProblemName] = new JsonObject
            {
                ["description"] = "What was refused, why, and what to do (RFC 9457).",
                ["content"] = new JsonObject { ["application/problem+json"] = new JsonObject { ["schema"] = Reference(ProblemName) } },
            },
        },
        ["parameters"] = new JsonObject { [IdempotencyHeader.Name] = Parameters.Key() },
        ["securitySchemes"] = new JsonObject
        {
            [Token] = new JsonObject
            {
                ["type"] = "http",
                ["scheme"] = "bearer",
                ["description"] = "On one machine from ./run token NAME; on AWS the id token of the user pool.",
            },
        },
    };

    private static JsonObject Reference(string name) => new() { ["$ref"] = $"#/components/schemas/{name}" };
}
