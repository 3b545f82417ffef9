using System.Text.Json.Nodes;
using KillSwitch.Api.Requests;
using KillSwitch.Workflows.Operators;

namespace KillSwitch.Api.OpenApi;

/// <summary>What stands in the path, in the query and in headers.</summary>
internal static class Parameters
{
    public static JsonNode InPath(string name) =>
        Of(name, "path", required: true, new JsonObject { ["type"] = "string", ["minLength"] = 1 });

    public static JsonNode InQuery(QueryField field) => Of(field.Name, "query", required: false, field.Range is { } range
        ? new JsonObject { ["type"] = "integer", ["minimum"] = 1, ["maximum"] = range.Max, ["default"] = range.Usual }
        : new JsonObject { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = QueryField.MaxLength }, field.About);

    public static JsonNode Key() => Of(
        IdempotencyHeader.Name, "header", required: false,
        new JsonObject
        {
            ["type"] = "string", ["minLength"] = 1, ["maxLength"] = IdempotencyKey.MaxLength, ["pattern"] = IdempotencyKey.Pattern,
        },
        "A request that is repeated under its key has its effect once and gets the same answer; another one under it is refused. "
        + "Kept for 180 days. A kill is never refused for its key: one that is of no use is ignored, and the answer says so "
        + "(idempotency_key_ignored).");

    private static JsonObject Of(string name, string place, bool required, JsonObject schema, string? about = null)
    {
        var parameter = new JsonObject { ["name"] = name, ["in"] = place, ["required"] = required };
        if (about is not null)
            parameter["description"] = about;
        parameter["schema"] = schema;
        return parameter;
    }
}
