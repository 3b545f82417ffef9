using KillSwitch.Workflows.People;

namespace KillSwitch.Verification.Promises;

/// <summary>People by name, with or without the prefix that marks them as people.</summary>
public static class People
{
    public static bool IsSame(string one, string other) => Actor.SamePerson(NameOf(one), NameOf(other));

    public static string NameOf(string actor) =>
        actor.StartsWith(Actor.UserPrefix, StringComparison.OrdinalIgnoreCase) ? actor[Actor.UserPrefix.Length..] : actor;
}
