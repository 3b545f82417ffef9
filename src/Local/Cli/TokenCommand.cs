using System.CommandLine;
using KillSwitch.Local.Identity;
using KillSwitch.Local.Stack;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Local.Cli;

/// <summary><c>./run token NAME</c>: a bearer token for one of the people in the data directory.</summary>
internal static class TokenCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = "alice (operator), bob or carol (approvers), dave (observer), or whom DIR/users.json names." };
        var hours = WholeNumber.Option(
            "--hours", "How many hours it is good for, 1 to 168.", "N", LocalTokens.DefaultHours, LocalTokens.MinHours, LocalTokens.MaxHours);
        var data = new Option<string>("--data")
        {
            Description = "The stack's data directory: a token is good only for the stack that has its keys.",
            HelpName = "DIR",
            DefaultValueFactory = _ => DataDirectory.Default,
        };
        var command = new Command("token", "Print a bearer token.") { name, hours, data };
        command.SetAction(parsed => Print(parsed.GetValue(name)!, parsed.GetValue(hours), new DataDirectory(parsed.GetValue(data)!)));
        return command;
    }

    /// <summary>The token alone on standard output, so that a script can take it; who and until when on standard error.</summary>
    private static int Print(string name, int hours, DataDirectory data)
    {
        Outcome<LocalToken> issued;
        try
        {
            issued = new LocalTokens(data.Path, TimeProvider.System).Issue(name, hours);
        }
        catch (UsersFileException e)
        {
            throw new CannotStartException(e.Message, e);
        }
        if (issued.IsRefused)
            throw new CannotStartException(issued.Refusal.Message);
        Console.Error.WriteLine($"{issued.Value.User.Name}, until {issued.Value.Expires.ToLocalTime():yyyy-MM-dd HH:mm}:");
        Console.WriteLine(issued.Value.Value);
        return 0;
    }
}
