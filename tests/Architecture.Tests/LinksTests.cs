using System.Text.RegularExpressions;
using KillSwitch.Tests;

namespace KillSwitch.Architecture.Tests;

/// <summary>Whoever follows a link within the documentation gets there.</summary>
public sealed partial class LinksTests
{
    private static readonly Dictionary<string, HashSet<string>> s_anchors = new(StringComparer.Ordinal);

    public static TheoryData<string> Pages() => new(House.Pages().Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_OfAPage_LeadSomewhere(string page) =>
        Assert.DoesNotContain(Links(page), l => !Leads(page, l));

    [Theory]
    [InlineData("docs/local.md", true)]
    [InlineData("docs/local.md#on-apache-kafka", true)]
    [InlineData("docs/nowhere.md", false)]
    [InlineData("docs/local.md#nowhere", false)]
    [InlineData("#nowhere", false)]
    public void Leads_FromTheReadme_IsSoWhereThereIsSomething(string link, bool leads) => Assert.Equal(leads, Leads("README.md", link));

    [Theory]
    [InlineData("## On Apache Kafka", "on-apache-kafka")]
    [InlineData("### `./run bench kills`, twice", "run-bench-kills-twice")]
    [InlineData("## [1.0](x.md): what's new?", "10-whats-new")]
    public void AnchorOf_AHeading_IsGitHubs(string heading, string anchor) => Assert.Contains(anchor, Anchors(heading));

    private static IEnumerable<string> Links(string page) =>
        Link().Matches(Prose(File.ReadAllText(SourceTree.File(page)))).Select(m => m.Groups[1].Value).Where(l => !Elsewhere().IsMatch(l));

    private static bool Leads(string page, string link)
    {
        var (path, anchor) = link.Split('#', 2) is [var before, var after] ? (before, after) : (link, null);
        var folder = Path.Combine(SourceTree.Root, Path.GetDirectoryName(page)!);
        var full = path.Length == 0 ? SourceTree.File(page) : Path.GetFullPath(Path.Combine(folder, path));
        if (!File.Exists(full) && !Directory.Exists(full))
            return false;
        return anchor is null || !full.EndsWith(".md", StringComparison.Ordinal) || AnchorsOf(full).Contains(anchor);
    }

    private static HashSet<string> AnchorsOf(string page)
    {
        lock (s_anchors)
        {
            if (!s_anchors.TryGetValue(page, out var anchors))
                s_anchors[page] = anchors = Anchors(File.ReadAllText(page));
            return anchors;
        }
    }

    /// <summary>As GitHub makes them of headings: small letters, words joined, without what is no letter; a repeat is numbered.</summary>
    private static HashSet<string> Anchors(string markdown)
    {
        var anchors = new HashSet<string>(StringComparer.Ordinal);
        foreach (Match heading in Heading().Matches(Prose(markdown, code: true)))
        {
            var text = Link().Replace(heading.Groups[1].Value.Trim(), m => m.Value[1..m.Value.IndexOf(']', StringComparison.Ordinal)]);
            var anchor = NoWord().Replace(text.ToLowerInvariant(), "").Replace(' ', '-');
            var numbered = anchor;
            for (var i = 1; !anchors.Add(numbered); i++)
                numbered = $"{anchor}-{i}";
        }
        foreach (Match named in Named().Matches(markdown))
            anchors.Add(named.Groups[1].Value);
        return anchors;
    }

    /// <summary>Without code, in which brackets are no links.</summary>
    private static string Prose(string markdown, bool code = false)
    {
        var prose = Fence().Replace(markdown, "");
        return code ? prose : InlineCode().Replace(prose, "");
    }

    [GeneratedRegex(@"\[[^\]\n]*\]\(<?([^)\s>]+)>?(?:\s+""[^""]*"")?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^([a-z][a-z0-9+.-]*:|//)", RegexOptions.IgnoreCase)]
    private static partial Regex Elsewhere();

    [GeneratedRegex(@"^#{1,6} +(.+?) *#*$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\p{L}\p{N}\p{M}_ -]")]
    private static partial Regex NoWord();

    [GeneratedRegex(@"<a (?:id|name)=""([^""]+)""")]
    private static partial Regex Named();

    [GeneratedRegex(@"^(`{3,}|~{3,}).*?^\1[^\n]*$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"`[^`\n]*`")]
    private static partial Regex InlineCode();
}
