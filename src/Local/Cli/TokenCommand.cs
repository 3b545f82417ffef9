using System.CommandLine;
using KillSwitch.Hosting;
using KillSwitch.Local.Identity;
using KillSwitch.Local.Stack;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Local.Cli;

/// <summary>
/// <c>./run token NAME</c>: a bearer token for one of the people in the data directory; or what is to become of all tokens.
/// </summary>
internal static class TokenCommand
{
    public static Command Create()
    {
        var name = new Argument<string?>("NAME")
        {
            Description = "alice (operator), bob or carol (approvers), dave (observer), or whom DIR/users.json names.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var hours = WholeNumber.Option(
            "--hours",
            "How many hours it is good for, 1 to 168.",
            "N",
            LocalTokens.DefaultHours,
            LocalTokens.MinHours,
            LocalTokens.MaxHours
        );
        var rotate = new Option<bool>("--rotate")
        {
            Description = "Make a new key: tokens from now on use it, older ones are good until they expire.",
        };
        var revoke = new Option<bool>("--revoke-all")
        {
            Description = "End every token issued so far, at once, also in a stack that runs.",
        };
        var data = new Option<string>("--data")
        {
            Description = "The stack's data directory: a token is good only for the stack that has its keys.",
            HelpName = "DIR",
            DefaultValueFactory = _ => DataDirectory.Default,
        };
        var command = new Command("token", "Print a bearer token.") { name, hours, rotate, revoke, data };
        command.Validators.Add(result =>
        {
            var asked = (result.GetValue(name) is null ? 0 : 1) + (result.GetValue(rotate) ? 1 : 0) + (result.GetValue(revoke) ? 1 : 0);
            if (asked != 1)
                result.AddError("token takes one of NAME, --rotate and --revoke-all: ./run token alice prints a token for alice.");
        });
        command.SetAction(parsed =>
        {
            var folder = new DataDirectory(parsed.GetValue(data)!);
            if (parsed.GetValue(name) is { } who)
                return Print(who, parsed.GetValue(hours), folder);
            return parsed.GetValue(rotate) ? Rotate(folder) : RevokeAll(folder);
        });
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

    private static int Rotate(DataDirectory data)
    {
        new LocalTokens(data.Path, TimeProvider.System).Rotate();
        Console.Error.WriteLine("Tokens are made with a new key from now on. Those issued before are good until they expire.");
        return 0;
    }

    private static int RevokeAll(DataDirectory data)
    {
        new LocalTokens(data.Path, TimeProvider.System).RevokeAll();
        Console.Error.WriteLine("Every token issued so far has ended. ./run token NAME issues new ones.");
        return 0;
    }
}
