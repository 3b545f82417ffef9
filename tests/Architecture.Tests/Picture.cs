using System.Text.RegularExpressions;
using KillSwitch.Tests;

namespace KillSwitch.Architecture.Tests;

/// <summary>The picture of who knows whom in docs/overview.md.</summary>
internal static partial class Picture
{
    /// <summary>The arrows that are drawn, between projects' short names.</summary>
    public static IEnumerable<(string From, string To)> Arrows()
    {
        var text = File.ReadAllText(SourceTree.File("docs", "overview.md"));
        var lines = text[text.IndexOf("flowchart BT", StringComparison.Ordinal)..].Split("```")[0].Split('\n');
        var names = lines
            .SelectMany(line => Box().Matches(line))
            .ToDictionary(m => m.Groups["id"].Value, m => NameOf(m.Groups["name"].Value));
        return lines
            .Where(line => line.Contains("-->", StringComparison.Ordinal))
            .Select(line => Box().Replace(line, "${id}").Split("-->", StringSplitOptions.TrimEntries))
            .SelectMany(sides => sides[1].Split('&', StringSplitOptions.TrimEntries), (sides, to) => (names[sides[0]], names[to]));
    }

    /// <summary>Whether arrows lead from one to the other, however many.</summary>
    public static bool Leads(IReadOnlySet<(string From, string To)> arrows, string from, string to) =>
        arrows.Any(arrow => arrow.From == from && (arrow.To == to || Leads(arrows, arrow.To, to)));

    private static string NameOf(string shown) => char.ToUpperInvariant(shown[0]) + shown[1..];

    [GeneratedRegex(@"(?<=^ *|--> |& )(?<id>[A-Z]+)\[(?<name>\w+)\]", RegexOptions.Multiline)]
    private static partial Regex Box();
}
