using System.Text.Json;
using System.Xml.Linq;
using KillSwitch.Tests;

namespace KillSwitch.Architecture.Tests;

/// <summary>docs/dependencies.md gives the reason for every package that is referred to.</summary>
public sealed class DependenciesTests
{
    [Fact]
    public void Documentation_EveryPackage_IsNamedWithItsReason()
    {
        var text = File.ReadAllText(SourceTree.File("docs", "dependencies.md"));

        var missing = NuGet().Concat(Npm()).Where(package => !Rows(text).Any(row => row.Contains(package))).ToList();

        Assert.True(missing.Count == 0, "docs/dependencies.md does not say what these are for: " + string.Join(", ", missing));
    }

    /// <summary>The packages of each row: its first cell.</summary>
    private static IEnumerable<HashSet<string>> Rows(string text) =>
        text.Split('\n')
            .Where(line => line.StartsWith('|'))
            .Select(line =>
                line.Split('|')[1]
                    .Split(',')
                    .Select(name => name.Replace("(npm)", "", StringComparison.Ordinal).Trim())
                    .ToHashSet(StringComparer.Ordinal)
            );

    private static IEnumerable<string> NuGet() =>
        XDocument
            .Load(SourceTree.File("Directory.Packages.props"))
            .Descendants("PackageVersion")
            .Select(p => p.Attribute("Include")!.Value);

    private static IEnumerable<string> Npm()
    {
        using var package = JsonDocument.Parse(File.ReadAllText(SourceTree.File("src", "Hosting", "Node", "package.json")));
        return
        [
            .. ((string[])["dependencies", "devDependencies"]).SelectMany(kind =>
                package.RootElement.GetProperty(kind).EnumerateObject().Select(p => p.Name)
            ),
        ];
    }
}
