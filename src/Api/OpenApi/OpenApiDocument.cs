using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using KillSwitch.Api.Routing;

namespace KillSwitch.Api.OpenApi;

/// <summary>The OpenAPI 3.1 document of a table of routes.</summary>
public static class OpenApiDocument
{
    private static readonly JsonSerializerOptions s_readable = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <returns>Indented JSON, UTF-8, with a line break at its end; the same bytes for the same routes.</returns>
    public static byte[] Of(IReadOnlyList<Route> routes)
    {
        var components = new Components();
        var document = new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject
            {
                ["title"] = "KillSwitch operator API",
                ["version"] = "1",
                ["description"] = "Times are Unix milliseconds. What is null is left out. Unknown fields and parameters are refused.",
            },
            // Where the document itself came from.
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/" }),
            ["paths"] = Paths(routes, components),
        };
        document["components"] = components.ToJson();
        return Encoding.UTF8.GetBytes(document.ToJsonString(s_readable) + "\n");
    }

    private static JsonObject Paths(IReadOnlyList<Route> routes, Components components)
    {
        var paths = new JsonObject();
        foreach (var path in routes.Where(r => r.IsListed).GroupBy(r => r.Pattern))
        {
            var methods = new JsonObject();
            if (path.First().Names.ToArray() is { Length: > 0 } names)
                methods["parameters"] = new JsonArray([.. names.Select(Parameters.InPath)]);
            foreach (var (method, route) in path.SelectMany(r => r.Methods, (r, m) => (m, r)))
                methods[method.ToLowerInvariant()] = Operation.Of(method, route, components);
            paths[path.Key] = methods;
        }
        return paths;
    }
}
