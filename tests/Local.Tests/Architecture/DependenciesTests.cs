using System.Text.Json;
using System.Xml.Linq;
using KillSwitch.Tests;

namespace KillSwitch.Local.Tests.Architecture;

/// <summary>docs/dependencies.md gives the reason for every package that is referred to.</summary>
public sealed class DependenciesTests
{
    private static string Root { get; } = FindRoot();

    [Fact]
    public void Documentation_EveryPackage_IsNamedWithItsReason()
    {
        var text = File.ReadAllText(Path.Combine(Root, "docs", "dependencies.md"));

        var missing = NuGet().Concat(Npm()).Where(package => !Rows(text).Any(row => row.Contains(package))).ToList();

        Assert.True(missing.Count == 0, "docs/dependencies.md does not say what these are for: " + string.Join(", ", missing));
    }

    /// <summary>The packages of each row: its first cell.</summary>
    private static IEnumerable<HashSet<string>> Rows(string text) => text.Split('\n')
        .Where(line => line.StartsWith('|'))
        .Select(line => line.Split('|')[1].Split(',').Select(name => name.Replace("(npm)", "", StringComparison.Ordinal).Trim()).ToHashSet(StringComparer.Ordinal));

    private static IEnumerable<string> NuGet() =>
        XDocument.Load(Path.Combine(Root, "Directory.Packages.props")).Descendants("PackageVersion").Select(p => p.Attribute("Include")!.Value);

    private static IEnumerable<string> Npm()
    {
        using var package = JsonDocument.Parse(File.ReadAllText(Path.Combine(Root, "src", "Hosting", "Node", "package.json")));
        return [.. ((string[])["dependencies", "devDependencies"]).SelectMany(kind => package.RootElement.GetProperty(kind).EnumerateObject().Select(p => p.Name))];
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "KillSwitch.slnx")))
            folder = folder.Parent ?? throw new InvalidOperationException("The repository's root, where KillSwitch.slnx is, was not found above the tests.");
        return folder.FullName;
    }
}
