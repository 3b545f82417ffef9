using System.Text.Json.Serialization;
using KillSwitch.Workflows.People;

namespace KillSwitch.Local.Identity;

/// <summary>A person a token can be issued to.</summary>
/// <param name="Name">What he is called everywhere: <c>alice</c>. Lower case; 1 to 64 letters, digits or <c>. _ -</c>.</param>
/// <param name="Email">Where his mail goes; null where he reads the local mailbox only.</param>
/// <param name="Roles">What he may do: <c>observer</c>, <c>operator</c>, <c>approver</c>.</param>
public sealed record LocalUser(string Name, string? Email, IReadOnlyList<Role> Roles)
{
    [JsonIgnore]
    public Person Person => new(Name);
}
