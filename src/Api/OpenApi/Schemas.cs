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

    public static JsonNode Of(JsonTypeInfo type) => type.GetJsonSchemaAsNode(s_options);

    /// <summary>What converters write is not known to the exporter; what is never left out, neither.</summary>
    private static JsonNode Words(JsonSchemaExporterContext context, JsonNode schema)
    {
        var type = context.TypeInfo.Type;
        if (Nullable.GetUnderlyingType(type) is { } inner)
            type = inner;
        if (type == typeof(Scope))
            return new JsonObject { ["type"] = "string", ["description"] = "GLOBAL, ACCOUNT:<id>, SYMBOL:<ticker> or STRATEGY:<name>" };
        if (type.IsEnum)
            return new JsonObject { ["type"] = "string", ["enum"] = WordsOf(type, context.TypeInfo) };
        if (context.TypeInfo.Kind == JsonTypeInfoKind.Object && schema is JsonObject record)
            record["required"] = new JsonArray([.. context.TypeInfo.Properties.Where(p => !MayBeLeftOut(p)).Select(p => (JsonNode)p.Name)]);
        return schema;
    }

    private static JsonArray WordsOf(Type type, JsonTypeInfo json) =>
        new([.. Enum.GetValues(type).Cast<object>().Select(value => JsonSerializer.SerializeToNode(value, json))]);

    /// <summary>Nulls are left out of answers.</summary>
    private static bool MayBeLeftOut(JsonPropertyInfo property) =>
        property.PropertyType.IsValueType ? Nullable.GetUnderlyingType(property.PropertyType) is not null : property.IsGetNullable;
}
