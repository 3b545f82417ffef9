using System.CommandLine;
using KillSwitch.Local.Acts;

namespace KillSwitch.Local.Cli;

/// <summary>What every act takes: who, on which stack, and for whom the answer is.</summary>
internal sealed class ActOptions
{
    /// <param name="usually">Who acts where nobody is named.</param>
    public ActOptions(string usually) =>
        As = new Option<string>("--as")
        {
            Description = "Who you are: alice (operator), bob or carol (approvers), dave (observer), or whom DIR/users.json names.",
            HelpName = "NAME",
            DefaultValueFactory = _ => usually,
        };

    public Option<string> As { get; }

    public Option<string> Data { get; } = new StackDataOption();

    public Option<bool> Json { get; } = new("--json") { Description = "Print what the API answers, as JSON." };

    /// <summary>A command that takes these, and does <paramref name="act"/>.</summary>
    /// <param name="name">As it is typed.</param>
    /// <param name="description">For <c>--help</c>.</param>
    /// <param name="further">What else it takes.</param>
    /// <param name="act">Returns the exit code.</param>
    public Command Command(
        string name,
        string description,
        IEnumerable<Symbol> further,
        Func<ParseResult, Desk, CancellationToken, Task<int>> act
    )
    {
        var command = new Command(name, description);
        foreach (var symbol in further)
        {
            if (symbol is Argument argument)
                command.Arguments.Add(argument);
            else
                command.Options.Add((Option)symbol);
        }
        AddTo(command);
        command.SetAction((parsed, cancellationToken) => ActAsync(parsed, act, cancellationToken));
        return command;
    }

    public void AddTo(Command command)
    {
        command.Options.Add(As);
        command.Options.Add(Data);
        command.Options.Add(Json);
    }

    /// <summary>Acts on the stack that runs.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> ActAsync(
        ParseResult parsed, Func<ParseResult, Desk, CancellationToken, Task<int>> act, CancellationToken cancellationToken)
    {
        var directory = parsed.GetValue(Data)!;
        using var client = RunningStack.As(parsed.GetValue(As)!, directory);
        try
        {
            return await act(parsed, new Desk(client, new StackHints(directory), parsed.GetValue(Json)), cancellationToken);
        }
        catch (Exception e) when (RunningStack.IsAway(e))
        {
            throw RunningStack.Away(directory, e);
        }
    }
}
