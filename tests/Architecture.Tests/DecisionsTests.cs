using System.Text.RegularExpressions;
using KillSwitch.Tests;

namespace KillSwitch.Architecture.Tests;

/// <summary>A page of docs/decisions says at once what it is about, whether it holds, and since when; the list has it.</summary>
public sealed partial class DecisionsTests
{
    private static readonly string s_folder = SourceTree.File("docs", "decisions");

    public static TheoryData<string> Pages =>
        [.. Directory.EnumerateFiles(s_folder, "*.md").Select(Path.GetFileName).OfType<string>().Where(name => name != "README.md")];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Page_AnyDecision_BeginsWithSubtitleStatusAndDate(string page) => Assert.Matches(Head(), Read(page));

    [Theory]
    [MemberData(nameof(Pages))]
    public void List_AnyDecision_HasItByTitleAndSubtitle(string page)
    {
        var head = Head().Match(Read(page));

        Assert.Contains($"- [{head.Groups["title"]}]({page}): {head.Groups["subtitle"]}\n", Read("README.md"));
    }

    private static string Read(string page) => File.ReadAllText(Path.Combine(s_folder, page));

    /// <summary>What took the place of a decision is named: a page that no longer holds still says why it once did.</summary>
    [GeneratedRegex("""
        \A\#\ (?<title>.+)\n
        \n\*(?<subtitle>.+\.)\*\n
        \n(In\ force|Replaced\ by\ \[.+\]\(.+\))\.\ Written\ [0-9]{4}-[0-9]{2}-[0-9]{2}\.\n
        \n\*\*Decision\.\*\*
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Head();
}
