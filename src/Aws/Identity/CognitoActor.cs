using KillSwitch.Workflows.People;

namespace KillSwitch.Aws.Identity;

/// <summary>Reads a person out of the claims that API Gateway's authorizer has verified.</summary>
public static class CognitoActor
{
    private const string Name = "cognito:username";
    private const string Groups = "cognito:groups";
    private const string Use = "token_use";

    /// <param name="claims">Of an id token, as the gateway hands them over: text only.</param>
    /// <returns>Null where they name nobody, or come from an access token. A group that is no role gives no right.</returns>
    public static Actor? From(IReadOnlyDictionary<string, string>? claims)
    {
        if (claims is null || claims.GetValueOrDefault(Use) is not "id" || Person.Find(claims.GetValueOrDefault(Name)) is not { } person)
            return null;
        var groups = Words(claims.GetValueOrDefault(Groups) ?? "");
        return new Actor(person, Enum.GetValues<Role>().Where(r => groups.Contains(GroupOf(r))).ToHashSet());
    }

    /// <summary>The user pool's group of a role: <c>approver</c>.</summary>
    public static string GroupOf(Role role) => role.ToString().ToLowerInvariant();

    /// <summary>A list in a claim is text by the time it gets here: <c>a,b</c> from a REST API, <c>[a b]</c> from an HTTP API.</summary>
    private static HashSet<string> Words(string text) =>
        text.Split([',', ' ', '[', ']'], StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
}
