using KillSwitch.Workflows.People;

namespace KillSwitch.Verification.Promises;

/// <summary>People by name, with or without the prefix that marks them as people.</summary>
public static class People
{
    public static bool IsSame(string one, string other) => Of(one) is { } person && person == Of(other);

    public static string NameOf(string actor) => Of(actor)?.Name ?? actor;

    private static Person? Of(string actor) => Person.IsId(actor) ? Person.FromId(actor) : Person.Find(actor);
}
