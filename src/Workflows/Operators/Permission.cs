namespace KillSwitch.Workflows.Operators;

/// <summary>An act that needs a role.</summary>
public enum Permission
{
    Read,
    Kill,
    AskUnkill,
    DecideUnkill,
}
