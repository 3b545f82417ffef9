using System.Text.RegularExpressions;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Tests.Orders;

/// <summary>The form of symbols, said in regular expressions: the fast one must give the same answers.</summary>
internal static partial class SlowSymbol
{
    public static bool IsValid(string symbol) => symbol.Length <= Scope.MaxValueLength && Valid().IsMatch(symbol);

    public static string Normalised(string symbol)
    {
        var spaced = Blanks().Replace(symbol, " ");
        var cased = TapeSuffix().Replace(spaced, "").Any(char.IsAsciiLetterLower) ? spaced.ToUpperInvariant() : spaced;
        return PaddedOption().Replace(cased, "$1$2");
    }

    [GeneratedRegex("""^[A-Za-z0-9._\-/@+=^#*$&:!%~]([A-Za-z0-9._\-/@+=^#*$&:!%~ ]*[A-Za-z0-9._\-/@+=^#*$&:!%~])?\z""")]
    private static partial Regex Valid();

    [GeneratedRegex(" +")]
    private static partial Regex Blanks();

    [GeneratedRegex("(?<=[A-Zpr])[prw]")]
    private static partial Regex TapeSuffix();

    [GeneratedRegex("""^([A-Z0-9]{1,6}) ?([0-9]{6}[CP][0-9]{8})\z""")]
    private static partial Regex PaddedOption();
}
