using System.CommandLine;
using KillSwitch.Local.Stack;

namespace KillSwitch.Local.Cli;

/// <summary>Which stack on this machine is meant.</summary>
internal sealed class StackDataOption : Option<string>
{
    public StackDataOption()
        : base("--data")
    {
        Description = "The data directory of the stack.";
        HelpName = "DIR";
        DefaultValueFactory = _ => DataDirectory.Default;
    }
}
