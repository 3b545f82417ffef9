using System.Text.Json.Nodes;

namespace KillSwitch.Cdk.Tests.Support;

/// <summary>A resource of a template.</summary>
/// <param name="Stack">The stack's name between project and student.</param>
/// <param name="Id">Its logical id.</param>
/// <param name="Body">Type, properties and the rest.</param>
internal sealed record Resource(string Stack, string Id, JsonObject Body)
{
    public string Type => Body["Type"]!.GetValue<string>();

    public JsonObject Properties => Body["Properties"]?.AsObject() ?? [];

    /// <summary>A property by its path, such as <c>TracingConfig.Mode</c>; null where it is not there.</summary>
    public JsonNode? this[string path] => path.Split('.').Aggregate((JsonNode?)Properties, (node, name) => (node as JsonObject)?[name]);

    /// <summary>A property as <see cref="Templates.Render"/> writes it; empty where it is not there.</summary>
    public string Text(string path) => this[path] is { } node ? Templates.Render(node) : "";

    public override string ToString() => $"{Stack}/{Id} ({Type})";
}
