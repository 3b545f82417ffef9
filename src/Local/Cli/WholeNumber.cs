using System.CommandLine;
using System.Globalization;

namespace KillSwitch.Local.Cli;

/// <summary>Makes options that take a whole number within bounds, and say so where they are given something else.</summary>
public static class WholeNumber
{
    /// <param name="name">As it is typed.</param>
    /// <param name="description">For <c>--help</c>.</param>
    /// <param name="helpName">What stands for the value there.</param>
    /// <param name="otherwise">Where it is left out.</param>
    /// <param name="min">Smallest.</param>
    /// <param name="max">Largest.</param>
    public static Option<int> Option(string name, string description, string helpName, int otherwise, int min, int max) => new(name)
    {
        Description = description,
        HelpName = helpName,
        DefaultValueFactory = _ => otherwise,
        CustomParser = result =>
        {
            var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
            if (
                int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                && number >= min
                && number <= max
            )
                return number;
            result.AddError($"{name} is '{text}'; it must be a whole number from {min} to {max}. Leave it out for {otherwise}.");
            return otherwise;
        },
    };
}
