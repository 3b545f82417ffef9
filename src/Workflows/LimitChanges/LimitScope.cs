using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.LimitChanges;

/// <summary>The scope whose orders a limit's owner stands for.</summary>
public static class LimitScope
{
    /// <returns>Null of a group, which is no scope.</returns>
    public static Scope? Of(string owner) => Scope.TryParse(owner, out var scope, out _) ? scope : null;
}
