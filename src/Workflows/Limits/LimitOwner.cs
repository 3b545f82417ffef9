using System.Text;
using KillSwitch.Workflows.Scopes;
using KillSwitch.Workflows.Text;

namespace KillSwitch.Workflows.Limits;

/// <summary>Whose limits they are: a scope's, or those of a group of accounts.</summary>
public readonly record struct LimitOwner
{
    private const string GroupPrefix = "GROUP:";

    private LimitOwner(Scope scope, string? group) => (Scope, Group) = (scope, group);

    /// <summary>Of a group it says nothing.</summary>
    public Scope Scope { get; }

    /// <summary>A group's name; null of a scope.</summary>
    public string? Group { get; }

    /// <summary>By what orders of a second are counted for it: the account, or the scope's own kind.</summary>
    public ScopeKind CountedBy => Group is not null || Scope.Kind == ScopeKind.Global ? ScopeKind.Account : Scope.Kind;

    public static LimitOwner Of(Scope scope) => new(scope, null);

    /// <param name="text">A scope, or <c>GROUP:name</c>.</param>
    /// <param name="owner">Whose limits it means.</param>
    /// <param name="why">What is wrong with it, as a sentence.</param>
    public static bool TryParse(string text, out LimitOwner owner, out string why)
    {
        (owner, why) = (default, "");
        if (text.StartsWith(GroupPrefix, StringComparison.Ordinal))
        {
            var name = text[GroupPrefix.Length..];
            owner = new LimitOwner(Scope.Global, name);
            if (!Scope.IsName(Encoding.UTF8.GetBytes(name)))
                why = $"{VisibleText.Of(text)} is no name of a group: 1 to {Scope.MaxValueLength} letters, digits or . _ - / @.";
            return why.Length == 0;
        }
        if (!Scope.TryParse(text, out var scope, out var wrong))
        {
            why = $"{wrong} Or GROUP:<name>.";
            return false;
        }
        owner = Of(scope);
        return true;
    }

    public override string ToString() => Group is null ? Scope.ToString() : GroupPrefix + Group;
}
