using System.Text.Json.Nodes;

namespace KillSwitch.Cdk.Tests.Support;

/// <summary>Questions that many tests ask of templates.</summary>
internal static class ResourceQueries
{
    /// <summary>The one resource of this type.</summary>
    public static Resource Only(this Synthesized app, string type) => Assert.Single(app.OfType(type));

    /// <summary>The ids that it waits for by name.</summary>
    public static IReadOnlyList<string> DependsOn(this Resource resource) => resource.Body["DependsOn"] switch
    {
        JsonArray several => [.. several.Select(id => id!.ToString())],
        JsonValue one => [one.ToString()],
        _ => [],
    };

    /// <summary>What refers to it looks so when it is rendered.</summary>
    public static string Reference(this Resource resource) => $"${{{resource.Id}}}";
}
