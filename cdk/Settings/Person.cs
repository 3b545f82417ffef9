using KillSwitch.Workflows.People;

namespace KillSwitch.Cdk.Settings;

/// <summary>Somebody who signs in and is mailed.</summary>
/// <param name="Name">The user's name in the pool: lower case, as filters of notifications compare it so.</param>
/// <param name="Email">Where invitations and notifications go.</param>
/// <param name="Roles">At least one.</param>
public sealed record Person(string Name, string Email, IReadOnlyList<Role> Roles);
