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
        var revoke = new Option<string?>("--revoke")
        {
            Description = "End every token that this person was issued so far, or the one that standard input has (-), also in a stack that runs.",
            HelpName = "NAME|-",
        };
        var revokeAll = new Option<bool>("--revoke-all")
        {
            Description = "End every token issued so far, at once, also in a stack that runs.",
        };
        var data = new Option<string>("--data")
        {
            Description = "The stack's data directory: a token is good only for the stack that has its keys.",
            HelpName = "DIR",
            DefaultValueFactory = _ => DataDirectory.Default,
        };
        var command = new Command("token", "Print a bearer token.") { name, hours, rotate, revoke, revokeAll, data };
        command.Validators.Add(result =>
        {
            bool[] asked =
            [
                result.GetValue(name) is not null,
                result.GetValue(revoke) is not null,
                result.GetValue(rotate),
                result.GetValue(revokeAll),
            ];
            if (asked.Count(a => a) != 1)
                result.AddError("token takes one of NAME, --rotate, --revoke and --revoke-all: ./run token alice prints a token for alice.");
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var folder = new DataDirectory(parsed.GetValue(data)!);
            if (parsed.GetValue(name) is { } who)
                return Print(who, parsed.GetValue(hours), folder);
            if (parsed.GetValue(revoke) is { } whose)
                return whose == "-" ? await RevokeTokenAsync(folder, cancellationToken) : RevokePerson(whose, folder);
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

    private static int RevokePerson(string name, DataDirectory data)
    {
        new LocalTokens(data.Path, TimeProvider.System).RevokePerson(name);
        var known = new LocalUsers(data.Path).Find(name) is not null;
        Console.Error.WriteLine(
            known
                ? $"Every token that {name} was issued so far has ended. He can be issued new ones while he stands in users.json."
                : $"Whatever {name} was issued so far has ended. Nobody of that name stands in users.json now: see that it is spelt as it was."
        );
        return 0;
    }

    /// <summary>Read, not typed: what stands on a command line, others on the machine can see.</summary>
    private static async Task<int> RevokeTokenAsync(DataDirectory data, CancellationToken cancellationToken)
    {
        // What nobody types cannot be read to its end: whoever gives up leaves the reading behind.
        var token = (await Task.Run(Console.In.ReadToEnd, cancellationToken).WaitAsync(cancellationToken)).Trim();
        if (new LocalTokens(data.Path, TimeProvider.System).RevokeToken(token) is not { } whose)
            throw new CannotStartException(
                "What standard input has is no token of this data directory that could still be used. Give the token alone, as ./run token printed it."
            );
        Console.Error.WriteLine($"That token of {whose} has ended.");
        return 0;
    }

    private static int RevokeAll(DataDirectory data)
    {
        new LocalTokens(data.Path, TimeProvider.System).RevokeAll();
        Console.Error.WriteLine("Every token issued so far has ended. ./run token NAME issues new ones.");
        return 0;
    }
}
