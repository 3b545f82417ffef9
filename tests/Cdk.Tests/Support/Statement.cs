using System.IO.Enumeration;
using System.Text.Json.Nodes;

namespace KillSwitch.Cdk.Tests.Support;

/// <summary>A statement of a policy.</summary>
/// <param name="Allows">Or denies.</param>
/// <param name="Actions">As they stand there, wildcards included.</param>
/// <param name="Resources">Rendered.</param>
/// <param name="Principals">Rendered; null in a role's own policy.</param>
/// <param name="Condition">Null where it holds always.</param>
internal sealed record Statement(
    bool Allows,
    IReadOnlyList<string> Actions,
    IReadOnlyList<string> Resources,
    string? Principals,
    JsonNode? Condition
)
{
    public static Statement Of(JsonNode statement) => new(
        statement["Effect"]!.ToString() == "Allow",
        List(statement["Action"]),
        List(statement["Resource"]),
        statement["Principal"]?.ToJsonString(),
        statement["Condition"]);

    public static IEnumerable<Statement> OfDocument(JsonNode? document) => document?["Statement"]?.AsArray().Select(s => Of(s!)) ?? [];

    /// <summary>Whether it speaks of the action, wildcards taken as IAM takes them.</summary>
    public bool Covers(string action) => Actions.Any(a => FileSystemName.MatchesSimpleExpression(a, action, ignoreCase: true));

    /// <summary>Whether it speaks of <c>TYPE/…/NAME</c> of the cluster, such as <c>topic</c> and <c>orders.v1</c>.</summary>
    public bool CoversKafka(string type, string name) => Resources.Any(r =>
    {
        if (r.IndexOf($":{type}/", StringComparison.Ordinal) is var at && at < 0)
            return r == "*";
        // Behind the type come the cluster's name and id, which may be one reference.
        var behind = r[(at + type.Length + 2)..];
        var last = behind[(behind.LastIndexOf('/') + 1)..];
        return FileSystemName.MatchesSimpleExpression(last, name, ignoreCase: false);
    });

    private static List<string> List(JsonNode? node) =>
        node is JsonArray several ? [.. several.Select(Templates.Render)] : [Templates.Render(node)];
}
