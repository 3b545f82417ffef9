using System.Globalization;
using System.Text.RegularExpressions;

namespace KillSwitch.StatesLanguage.Jsonata.Plain;

/// <summary>Reads plain expressions. All else is JSONata's, its faults too: here it is merely not plain.</summary>
internal static partial class PlainReader
{
    /// <summary>The one function of JSONata that plain expressions call.</summary>
    public const string Exists = "exists";

    private const string Path = @"\$[A-Za-z][A-Za-z0-9_]*(?:\.[A-Za-z][A-Za-z0-9_]*)*";
    private const string Text = @"'[^'\\]*'";
    private const string Integer = "(?:0|[1-9][0-9]{0,14})";
    private const string Operand = $"{Path}|{Text}|{Integer}";

    /// <summary>As a step of a path they are no names to JSONata.</summary>
    private static readonly string[] s_words = ["and", "or", "in", "true", "false", "null", "function"];

    /// <summary>What every object of JavaScript has, whether or not a member of that name is there.</summary>
    private static readonly string[] s_inherited =
    [
        "constructor", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable", "toLocaleString", "toString", "valueOf",
    ];

    /// <summary>Null where it is not plain.</summary>
    public static PlainExpression? Read(string expression)
    {
        if (OperandOnly().Match(expression) is { Success: true } operand)
            return OperandOf(operand.Groups["operand"].Value);
        if (Equality().Match(expression) is { Success: true } equality)
            return Comparison(equality);
        if (Sum().Match(expression) is { Success: true } sum)
            return PathOf(sum.Groups["path"].Value) is { } path ? new PlainSum(path, Number(sum.Groups["added"].Value)) : null;
        return Choice().Match(expression) is { Success: true } choice ? ChoiceOf(choice) : null;
    }

    private static PlainComparison? Comparison(Match match) =>
        PathOf(match.Groups["path"].Value) is { } path
            ? new PlainComparison(path, [.. match.Groups["text"].Captures.Select(c => Unquoted(c.Value))])
            : null;

    private static PlainChoice? ChoiceOf(Match match) =>
        PathOf(match.Groups["path"].Value) is { } path
        && OperandOf(match.Groups["there"].Value) is { } there
        && OperandOf(match.Groups["otherwise"].Value) is { } otherwise
            ? new PlainChoice(path, there, otherwise)
            : null;

    private static PlainExpression? OperandOf(string operand) => operand[0] switch
    {
        '$' => PathOf(operand),
        '\'' => new PlainLiteral(Json.String(Unquoted(operand))),
        _ => new PlainLiteral(Json.Number(Number(operand))),
    };

    private static PlainPath? PathOf(string path)
    {
        var names = path[1..].Split('.');
        return names.Any(n => s_words.Contains(n) || s_inherited.Contains(n)) ? null : new PlainPath(names);
    }

    private static string Unquoted(string text) => text[1..^1];

    private static long Number(string digits) => long.Parse(digits, CultureInfo.InvariantCulture);

    [GeneratedRegex($@"\A\s*(?<operand>{Operand})\s*\z", RegexOptions.CultureInvariant)]
    private static partial Regex OperandOnly();

    [GeneratedRegex(
        $@"\A\s*(?<path>{Path})\s*(?:=\s*(?<text>{Text})|\sin\s*\[\s*(?<text>{Text})(?:\s*,\s*(?<text>{Text}))*\s*\])\s*\z",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Equality();

    [GeneratedRegex($@"\A\s*(?<path>{Path})\s*\+\s*(?<added>{Integer})\s*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Sum();

    [GeneratedRegex(
        $@"\A\s*\$exists\(\s*(?<path>{Path})\s*\)\s*\?\s*(?<there>{Operand})\s*:\s*(?<otherwise>{Operand})\s*\z",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Choice();
}
