using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Api.OpenApi;

/// <summary>JSON schemas of what answers are made from, so that they cannot say anything else than the answers do.</summary>
internal static class Schemas
{
    private static readonly JsonSchemaExporterOptions s_options = new()
    {
        TreatNullObliviousAsNonNullable = true,
        TransformSchemaNode = Words,
    };

    public static JsonNode Of(JsonTypeInfo type)
    {
        var schema = type.GetJsonSchemaAsNode(s_options);
        WriteOut(schema, schema);
        return schema;
    }

    /// <summary>
    /// What comes up twice in a type, the exporter names by its place from the root. In a document, a schema is no root.
    /// </summary>
    private static void WriteOut(JsonNode? node, JsonNode root)
    {
        switch (node)
        {
            case JsonObject schema:
                foreach (var (name, member) in schema.ToList())
                {
                    if (Referred(member) is { } place)
                        schema[name] = At(root, place).DeepClone();
                    WriteOut(schema[name], root);
                }
                break;
            case JsonArray several:
                foreach (var member in several)
                    WriteOut(member, root);
                break;
        }
    }

    private static string? Referred(JsonNode? schema) =>
        schema is JsonObject it && it["$ref"] is JsonValue place ? (string?)place : null;

    private static JsonNode At(JsonNode root, string place) =>
        place.Split('/').Skip(1).Aggregate(root, (node, name) => node[name]!);

    /// <summary>What converters write is not known to the exporter; what is never left out, neither.</summary>
    private static JsonNode Words(JsonSchemaExporterContext context, JsonNode schema)
    {
        var type = context.TypeInfo.Type;
        if (Nullable.GetUnderlyingType(type) is { } inner)
            type = inner;
        if (type == typeof(Scope))
            return OfScope();
        // The exporter asks for no items that a converter writes.
        if (context.TypeInfo is { Kind: JsonTypeInfoKind.Enumerable, ElementType: { } element } && element == typeof(Scope))
            schema["items"] = OfScope();
        if (type.IsEnum)
            return new JsonObject { ["type"] = "string", ["enum"] = WordsOf(type, context.TypeInfo) };
        if (context.TypeInfo.Kind == JsonTypeInfoKind.Object && schema is JsonObject record)
            record["required"] = new JsonArray([.. context.TypeInfo.Properties.Where(p => !MayBeLeftOut(p)).Select(p => (JsonNode)p.Name)]);
        return schema;
    }

    private static JsonObject OfScope() => new() { ["type"] = "string", ["description"] = Scope.Forms };

    private static JsonArray WordsOf(Type type, JsonTypeInfo json) =>
        new([.. Enum.GetValues(type).Cast<object>().Select(value => JsonSerializer.SerializeToNode(value, json))]);

    /// <summary>Nulls are left out of answers.</summary>
    private static bool MayBeLeftOut(JsonPropertyInfo property) =>
        property.PropertyType.IsValueType ? Nullable.GetUnderlyingType(property.PropertyType) is not null : property.IsGetNullable;
}
