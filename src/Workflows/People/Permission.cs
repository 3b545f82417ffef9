namespace KillSwitch.Workflows.People;

/// <summary>An act that needs a role.</summary>
public enum Permission
{
    Read,
    Kill,
    AskUnkill,
    DecideUnkill,
    AskLimit,
    DecideLimit,
    Note,
}
