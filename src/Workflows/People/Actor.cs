namespace KillSwitch.Workflows.People;

/// <summary>A person, as a verified token names them. Never built from a field of a request.</summary>
/// <param name="Person">Who.</param>
/// <param name="Roles">From the token's verified claims.</param>
public sealed record Actor(Person Person, IReadOnlySet<Role> Roles)
{
    public string Name => Person.Name;

    /// <summary><c>user:alice</c>.</summary>
    public string Id => Person.Id;
}
