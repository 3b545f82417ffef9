using System.Text.Json.Nodes;
using KillSwitch.Cdk.Settings;
using KillSwitch.Cdk.Shared;

namespace KillSwitch.Cdk.Tests.Support;

/// <summary>Every role of the templates, with all that it may do.</summary>
internal static class RoleReader
{
    public static IReadOnlyList<ReadRole> Roles(this Synthesized app) =>
        [.. app.OfType("AWS::IAM::Role").Select(r => new ReadRole(r, NameOf(app, r), [.. StatementsOf(app, r)]))];

    /// <summary>The role of the function of this name, without suffix.</summary>
    public static ReadRole RoleOf(this Synthesized app, string function) => app.Roles().Single(r => r.Name == function);

    /// <summary>The function's name without suffix, where it is a function's; else the role's id.</summary>
    private static string NameOf(Synthesized app, Resource role)
    {
        var function = app.OfType("AWS::Lambda::Function")
            .FirstOrDefault(f => f.Stack == role.Stack && f.Text("Role") == $"${{{role.Id}.Arn}}" && f.Text("FunctionName") != "");
        return function is null ? $"{role.Stack}/{role.Id}" : function.Text("FunctionName")[..^app.Deployment.Suffix.Length];
    }

    private static IEnumerable<Statement> StatementsOf(Synthesized app, Resource role)
    {
        var attached = app.OfType("AWS::IAM::Policy")
            .Where(p => p.Stack == role.Stack && p["Roles"]!.AsArray().Any(r => Templates.Render(r) == $"${{{role.Id}}}"))
            .Select(p => p["PolicyDocument"]);
        var inline = (role["Policies"] as JsonArray ?? []).Select(p => p!["PolicyDocument"]);
        return attached.Concat(inline).SelectMany(Statement.OfDocument);
    }
}

/// <param name="Resource">The role.</param>
/// <param name="Name">The function's name without suffix, where it is a function's.</param>
/// <param name="Statements">Of all its policies.</param>
internal sealed record ReadRole(Resource Resource, string Name, IReadOnlyList<Statement> Statements)
{
    /// <summary>What it is allowed and not denied, on a topic.</summary>
    public bool MayOnTopic(string action, string topic) =>
        Statements.Any(s => s.Allows && s.Covers(action) && s.CoversKafka("topic", topic));

    /// <summary>
    /// All actions it is allowed on what <paramref name="resource"/> accepts, but those of the service's prefixes left out.
    /// </summary>
    public IReadOnlyList<string> AllowedOn(Func<string, bool> resource) =>
        [.. Statements.Where(s => s.Allows && s.Resources.Any(resource)).SelectMany(s => s.Actions).Distinct().Order()];
}
