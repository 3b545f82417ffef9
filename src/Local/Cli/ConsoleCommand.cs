using System.CommandLine;
using KillSwitch.Local.Acts;

namespace KillSwitch.Local.Cli;

/// <summary><c>./run console</c>: the address under which a browser is let in to the console of the stack that runs.</summary>
internal static class ConsoleCommand
{
    public static Command Create()
    {
        var data = new StackDataOption();
        var command = new Command("console", "Print the address of the console, with what lets a browser in.") { data };
        command.SetAction(parsed => Console.WriteLine(RunningStack.Console(parsed.GetValue(data)!)));
        return command;
    }
}
