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
        var isRaw = false;
        foreach (var (number, line) in File.ReadLines(file).Index())
        {
            if (line.Length > Columns && !isRaw && !Literal().Matches(line).Any(literal => literal.Length >= LongText))
                yield return $"{Path.GetRelativePath(SourceTree.Root, file)}:{number + 1}";
            isRaw ^= RawQuotes().Count(line) % 2 == 1;
        }
    }

    [GeneratedRegex(@"""(?:\\.|[^""\\])*""")]
    private static partial Regex Literal();

    [GeneratedRegex("\"{3,}")]
    private static partial Regex RawQuotes();
}
