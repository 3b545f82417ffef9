using Amazon.CDK.AWS.IAM;

namespace KillSwitch.Cdk.Shared;

/// <summary>Statements of policies, in the words they are thought of.</summary>
internal static class Statements
{
    /// <param name="actions">What is allowed.</param>
    /// <param name="resources">On what: ARNs.</param>
    public static PolicyStatement Allow(IEnumerable<string> actions, params string[] resources) =>
        new(new PolicyStatementProps { Actions = [.. actions], Resources = resources });

    /// <summary>The same, where every key of <paramref name="equal"/> has its value.</summary>
    public static PolicyStatement AllowWhere(
        IReadOnlyDictionary<string, string> equal,
        IEnumerable<string> actions,
        params string[] resources
    ) =>
        new(
            new PolicyStatementProps
            {
                Actions = [.. actions],
                Resources = resources,
                Conditions = new Dictionary<string, object> { ["StringEquals"] = equal.ToDictionary(e => e.Key, e => (object)e.Value) },
            }
        );

    /// <summary>
    /// The same on a table's items, where every key begins in one of these ways. A request that names no key is not allowed.
    /// </summary>
    public static PolicyStatement AllowKeys(IReadOnlyList<string> begin, IEnumerable<string> actions, params string[] resources) =>
        new(new PolicyStatementProps
        {
            Actions = [.. actions],
            Resources = resources,
            Conditions = new Dictionary<string, object>
            {
                ["ForAllValues:StringLike"] = new Dictionary<string, object>
                {
                    ["dynamodb:LeadingKeys"] = begin.Select(b => $"{b}*").ToArray(),
                },
                ["Null"] = new Dictionary<string, object> { ["dynamodb:LeadingKeys"] = "false" },
            },
        });
}
