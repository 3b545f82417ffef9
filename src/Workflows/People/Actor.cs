namespace KillSwitch.Workflows.People;

/// <summary>A person, as a verified token names them. Never built from a field of a request.</summary>
/// <param name="Name">As in the token: <c>alice</c>. Compared without regard to case, so that nobody is two people.</param>
/// <param name="Roles">From the token's verified claims.</param>
public sealed record Actor(string Name, IReadOnlySet<Role> Roles)
{
    /// <summary>What stands before a person's name in commands, audits and states.</summary>
    public const string UserPrefix = "user:";

    /// <summary><c>user:alice</c>.</summary>
    public string Id => UserPrefix + Name;

    public bool Is(string name) => SamePerson(Name, name);

    /// <summary>Whether two names are one human's.</summary>
    public static bool SamePerson(string one, string other) =>
        string.Equals(one.Trim(), other.Trim(), StringComparison.OrdinalIgnoreCase);
}
