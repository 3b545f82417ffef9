using System.Text;
using System.Text.RegularExpressions;

namespace KillSwitch.Fuzz.Tests.Support;

/// <summary>Mutations that keep the shape of a text: one token is put in another's place, twice, or left out.</summary>
internal static partial class Tokens
{
    private static readonly string[] Numbers =
    [
        "0",
        "-0",
        "-1",
        "1",
        "1.0",
        "1e0",
        "1E400",
        "-1E400",
        "1e-400",
        "0.1",
        "00",
        "01",
        "9007199254740993",
        "2147483648",
        "-2147483649",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808",
        "79228162514264337593543950336",
        "253402300800000",
        "NaN",
        "Infinity",
        "1_000",
        "0x10",
        "1000000001",
        "10000000.01",
        "0.00000000000000000000000000000000001",
        "1767366000123",
        "1.7e12",
        "123456789012345678901234567890",
    ];

    private static readonly string[] Texts =
    [
        "\"\"",
        "\" \"",
        "\"\\u0000\"",
        "\"\\ud800\"",
        "\"\\udc00\\ud800\"",
        "\"\\ud83d\\ude00\"",
        "\"\\u001b[31m\"",
        "\"ſ\"",
        "\"İ\"",
        "\"ß\"",
        "\"‮\"",
        "\"K\"",
        "\"GLOBAL\"",
        "\"account:1\"",
        "\"SYMBOL:aapl\"",
        "\"SYMBOL:\"",
        "\"ACTIVE\"",
        "\"KILLED\"",
        "\"Killed\"",
        "\"PAUSED\"",
        "\"0\"",
        "\"null\"",
        "\"$\"",
        "\"$$\"",
        "\"../../etc\"",
        "\"\\\"\"",
        "\"\\/\"",
    ];

    private static readonly string[] Literals =
    [
        "null",
        "true",
        "false",
        "[]",
        "{}",
        "[null]",
        "\"\"",
        "[[]]",
        "{\"\":{}}",
        "nul",
        "undefined",
        "//x\n",
        "/*x*/",
        "",
    ];

    public static byte[] Mutate(byte[] input, IReadOnlyList<string> words, Random random)
    {
        // Latin-1 gives every byte a character and back: what is not text stays what it was.
        var text = Encoding.Latin1.GetString(input);
        var tokens = Token().Matches(text);
        if (tokens.Count == 0)
            return input;
        var token = tokens[random.Next(tokens.Count)];
        var other = tokens[random.Next(tokens.Count)];
        var with = random.Next(8) switch
        {
            0 => token.Value + token.Value,
            1 => "",
            2 => other.Value,
            3 => Literals[random.Next(Literals.Length)],
            4 => Twice(text, token, random),
            5 when words.Count > 0 => Latin1(words[random.Next(words.Count)]),
            6 => Long(token.Value, random),
            _ => Edge(token.Value, random),
        };
        return Encoding.Latin1.GetBytes(string.Concat(text.AsSpan(0, token.Index), with, text.AsSpan(token.Index + token.Length)));
    }

    private static string Edge(string token, Random random) => token.Length > 0 && (char.IsAsciiDigit(token[0]) || token[0] == '-')
        ? Numbers[random.Next(Numbers.Length)]
        : random.Next(3) switch
        {
            0 => Latin1(Texts[random.Next(Texts.Length)]),
            1 => token.Length < 100 ? string.Concat(token.Select(c => c is '"' ? "\"" : c < ' ' ? " " : $"\\u{(int)c:x4}")) : token,
            _ => random.Next(2) == 0 ? token.ToUpperInvariant() : token.Replace("s", "Å¿", StringComparison.Ordinal),
        };

    private static string Long(string token, Random random) =>
        token is ['"', .. var inner, '"']
            ? $"\"{string.Concat(Enumerable.Repeat(inner.Length == 0 ? "x" : inner[^1] == '\\' ? "x" : inner, 1 + random.Next(1, 2000) / Math.Max(1, inner.Length)))}\""
            : token + new string('9', random.Next(1, 400));

    /// <summary>The member that begins with this token once more, with another value where it is easy to find.</summary>
    private static string Twice(string text, Match token, Random random)
    {
        var end = text.IndexOf(',', token.Index);
        if (end < 0 || end - token.Index > 2000)
            return token.Value;
        var member = text[token.Index..end];
        var again =
            member.Contains(':', StringComparison.Ordinal) && random.Next(2) == 0
                ? member[..(member.IndexOf(':', StringComparison.Ordinal) + 1)] + Latin1(Texts[random.Next(Texts.Length)])
                : member;
        return $"{again},{token.Value}";
    }

    private static string Latin1(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));

    [GeneratedRegex("""
        "(?:[^"\\]|\\.)*"|-?[0-9][0-9.eE+-]*|[A-Za-z_][A-Za-z0-9_]*|[^\s\w]
        """, RegexOptions.Singleline | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Token();
}
