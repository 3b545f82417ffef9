using System.CommandLine;
using System.Globalization;

namespace KillSwitch.Chaos.Cli;

/// <summary><c>--minutes N</c></summary>
internal static class MinutesOption
{
    private const double Least = 0.1;
    private const double Most = 1440;
    private const double Otherwise = 5;

    public static Option<double> Create() => new("--minutes")
    {
        Description = "How long faults are done, 0.1 to 1440. Start and settling come on top.",
        HelpName = "N",
        DefaultValueFactory = _ => Otherwise,
        CustomParser = result =>
        {
            var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
            if (
                double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var minutes)
                && minutes is >= Least and <= Most
            )
                return minutes;
            result.AddError($"--minutes is '{text}'; it must be a number from 0.1 to 1440. Leave it out for 5.");
            return Otherwise;
        },
    };
}
