using KillSwitch.Local.Cli;
using KillSwitch.Local.Stack;

namespace KillSwitch.Chaos.Tests.Support;

/// <summary>A test that needs the Node packages; skipped, with the reason, where they are absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute() => Skip = WhyNot;

    public static string? WhyNot
    {
        get
        {
            try
            {
                _ = NodePackages.Directory;
                return null;
            }
            catch (CannotStartException e)
            {
                return e.Message;
            }
        }
    }
}
