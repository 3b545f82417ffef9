using System.Text.Json;
using KillSwitch.Cdk.Cost.Charges;

namespace KillSwitch.Cdk.Cost;

/// <summary>A synthesized cloud assembly: the folder that <c>./run synth</c> writes.</summary>
internal static class Assembly
{
    /// <returns>The templates of its stacks, in the order in which its manifest names them.</returns>
    /// <exception cref="IOException">There is none in that folder.</exception>
    public static IReadOnlyList<Template> Read(string folder)
    {
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "manifest.json")));
        return [.. manifest.RootElement.GetProperty("artifacts").EnumerateObject()
            .Where(artifact => artifact.Value.GetProperty("type").GetString() == "aws:cloudformation:stack")
            .Select(artifact => ReadTemplate(folder, artifact.Name, artifact.Value.GetProperty("properties")))];
    }

    private static Template ReadTemplate(string folder, string id, JsonElement properties) => Template.Parse(
        properties.TryGetProperty("stackName", out var name) ? name.GetString()! : id,
        File.ReadAllText(Path.Combine(folder, properties.GetProperty("templateFile").GetString()!)));
}
