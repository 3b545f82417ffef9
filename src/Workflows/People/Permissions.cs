using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Workflows.People;

/// <summary>
/// Who may do what: the one table. Whatever verified the person (an identity provider on AWS, the local stack's tokens),
/// the answer is given here. Withdrawing a request needs no role: it is the requester's own.
/// </summary>
public static class Permissions
{
    private static readonly Dictionary<Permission, Role[]> s_allowed = new()
    {
        [Permission.Read] = [Role.Observer, Role.Operator, Role.Approver],
        [Permission.Kill] = [Role.Operator, Role.Approver],
        [Permission.AskUnkill] = [Role.Operator, Role.Approver],
        [Permission.DecideUnkill] = [Role.Approver],
        [Permission.AskLimit] = [Role.Operator, Role.Approver],
        [Permission.DecideLimit] = [Role.Approver],
        [Permission.Note] = [Role.Operator, Role.Approver],
    };

    /// <summary>The roles that an act takes one of.</summary>
    public static IReadOnlyList<Role> RolesOf(Permission permission) => s_allowed[permission];

    /// <returns>Null where it is allowed.</returns>
    public static Refusal? Check(Actor actor, Permission permission)
    {
        var allowed = s_allowed[permission];
        if (allowed.Any(actor.Roles.Contains))
            return null;
        var has = actor.Roles.Count == 0 ? "no role" : string.Join(", ", actor.Roles.Order().Select(Word));
        return new Refusal(
            RefusalCode.RoleMissing,
            $"{actor.Name} may not {Says(permission)}: that takes the role {string.Join(" or ", allowed.Select(Word))}, and {actor.Name} has {has}. Ask somebody who has it."
        );
    }

    private static string Word(Role role) => role.ToString().ToLowerInvariant();

    private static string Says(Permission permission) => permission switch
    {
        Permission.Read => "read",
        Permission.Kill => "kill",
        Permission.AskUnkill => "ask for an unkill",
        Permission.DecideUnkill => "approve or reject an unkill",
        Permission.AskLimit => "ask for a change of a limit",
        Permission.DecideLimit => "approve or reject a change of a limit",
        Permission.Note => "say something of an incident",
        _ => throw new InvalidOperationException($"Unknown permission {permission}."),
    };
}
