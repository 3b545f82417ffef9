using System.Text.Json;

namespace KillSwitch.Cdk.Cost.Charges;

/// <summary>The template of one stack.</summary>
/// <param name="Stack">The stack's name.</param>
/// <param name="Resources">By logical id: <c>Type</c> and <c>Properties</c>.</param>
internal sealed record Template(string Stack, IReadOnlyDictionary<string, JsonElement> Resources)
{
    public IEnumerable<string> Types => Resources.Values.Select(TypeOf);

    /// <summary>The properties of all resources of a type.</summary>
    public IEnumerable<JsonElement> All(string type) => Resources.Values.Where(r => TypeOf(r) == type).Select(PropertiesOf);

    /// <summary>
    /// The properties of the resource that another one refers to with <c>Ref</c> or <c>Fn::GetAtt</c>; null where it stands in
    /// another stack.
    /// </summary>
    public JsonElement? Target(JsonElement reference)
    {
        if (reference.ValueKind != JsonValueKind.Object)
            return null;
        var id = reference.TryGetProperty("Ref", out var named) ? named.GetString()
            : reference.TryGetProperty("Fn::GetAtt", out var attribute) ? attribute[0].GetString()
            : null;
        return id is not null && Resources.TryGetValue(id, out var resource) ? PropertiesOf(resource) : null;
    }

    public static Template Parse(string stack, string json)
    {
        using var document = JsonDocument.Parse(json);
        var resources = document.RootElement.TryGetProperty("Resources", out var all) ? all.EnumerateObject() : default;
        return new Template(stack, resources.ToDictionary(r => r.Name, r => r.Value.Clone(), StringComparer.Ordinal));
    }

    private static string TypeOf(JsonElement resource) => resource.GetProperty("Type").GetString()!;

    private static JsonElement PropertiesOf(JsonElement resource) =>
        resource.TryGetProperty("Properties", out var properties) ? properties : JsonElement.Parse("{}");
}
