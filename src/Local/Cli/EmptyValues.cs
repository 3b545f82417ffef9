using System.CommandLine;
using System.CommandLine.Parsing;

namespace KillSwitch.Local.Cli;

/// <summary>
/// What was given as nothing at all, mostly a variable of a script that is not set. Nothing is done with it: a path would be any place,
/// a name anybody.
/// </summary>
internal static class EmptyValues
{
    /// <returns>A sentence for each.</returns>
    public static IReadOnlyList<string> In(ParseResult parsed)
    {
        var errors = new List<string>();
        for (var at = parsed.CommandResult; at is not null; at = at.Parent as CommandResult)
        {
            foreach (var child in at.Children)
            {
                if (child is OptionResult { Option: not FreeText } option && IsEmpty(option))
                    errors.Add($"{option.Option.Name} is empty. Give it {option.Option.HelpName ?? "a value"}, or leave it out.");
                else if (child is ArgumentResult argument && IsEmpty(argument))
                    errors.Add($"{argument.Argument.Name} is empty. Is it a variable that is not set?");
            }
        }
        return errors;
    }

    private static bool IsEmpty(SymbolResult result) => result.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value));
}
