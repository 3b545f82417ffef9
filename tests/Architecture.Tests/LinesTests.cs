using System.Text.RegularExpressions;
using KillSwitch.Tests;

namespace KillSwitch.Architecture.Tests;

/// <summary>Code that runs out of the window is not read.</summary>
public sealed partial class LinesTests
{
    private const int Columns = 140;

    /// <summary>A text is searched for as it is shown, so it may stay in one piece; what stands around it is wrapped.</summary>
    private const int LongText = 60;

    [Fact]
    public void Lines_BeyondTheColumnsOfAWindow_AreTexts() =>
        Assert.Empty(House.Sources("src", "cdk", "spark", "tests").SelectMany(LongCode));

    private static IEnumerable<string> LongCode(string file)
    {
        // Raw texts of several lines, one in another's interpolation: quotes begin the line that closes one.
        var raw = 0;
        foreach (var (number, line) in File.ReadLines(file).Index())
        {
            if (line.Length > Columns && raw == 0 && !Literal().Matches(line).Any(literal => literal.Length >= LongText))
                yield return $"{Path.GetRelativePath(SourceTree.Root, file)}:{number + 1}";
            var quotes = RawQuotes().Count(line);
            if (raw > 0 && line.TrimStart().StartsWith("\"\"\"", StringComparison.Ordinal))
                (raw, quotes) = (raw - 1, quotes - 1);
            raw += quotes % 2;
        }
    }

    [GeneratedRegex("""(?<raw>"{3,}).*?\k<raw>|"(?:\\.|[^"\\])*["]""")]
    private static partial Regex Literal();

    [GeneratedRegex("\"{3,}")]
    private static partial Regex RawQuotes();
}
