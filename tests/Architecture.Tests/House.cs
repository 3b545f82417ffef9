using System.Xml.Linq;
using KillSwitch.Tests;

namespace KillSwitch.Architecture.Tests;

/// <summary>The projects of the house, as their files tell.</summary>
internal static class House
{
    /// <summary>Every project that ships, by its assembly's name.</summary>
    public static IReadOnlyDictionary<string, Project> Projects { get; } = Directory
        .EnumerateFiles(SourceTree.Root, "*.csproj", SearchOption.AllDirectories)
        .Where(IsProduction)
        .Select(Read)
        .ToDictionary(p => p.Name, StringComparer.Ordinal);

    /// <summary>Those that are compiled with these tests; the rest are shells over packages that not every feed has.</summary>
    public static IEnumerable<string> Compiled => Projects.Keys.Where(name => File.Exists(AssemblyOf(name)));

    public static string AssemblyOf(string name) => Path.Combine(AppContext.BaseDirectory, name + ".dll");

    /// <summary>The C# files under these folders of the root.</summary>
    public static IEnumerable<string> Sources(params string[] folders) => folders
        .SelectMany(folder => Directory.EnumerateFiles(SourceTree.File(folder), "*.cs", SearchOption.AllDirectories))
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    /// <summary>The documentation, from the root.</summary>
    public static IEnumerable<string> Pages() => Directory
        .EnumerateFiles(SourceTree.Root, "*.md", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(SourceTree.Root, file))
        .Where(page => !page.Split(Path.DirectorySeparatorChar).Any(IsOutput));

    private static bool IsOutput(string folder) => folder is "bin" or "obj" or "node_modules" or "cdk.out" || folder.StartsWith('.');

    private static bool IsProduction(string file)
    {
        var path = Path.GetRelativePath(SourceTree.Root, file).Split(Path.DirectorySeparatorChar);
        return path[0] is "src" or "cdk" or "spark"
            && Path.GetFileName(file).StartsWith("KillSwitch.", StringComparison.Ordinal)
            && !path.Contains("node_modules");
    }

    private static Project Read(string file)
    {
        var xml = XDocument.Load(file);
        IReadOnlyList<string> Of(string kind) => [.. xml.Descendants(kind).Select(e => e.Attribute("Include")!.Value)];
        return new(
            Path.GetFileNameWithoutExtension(file),
            [
                .. Of("ProjectReference")
                    .Select(Path.GetFileNameWithoutExtension)
                    .OfType<string>()
                    .Where(n => n.StartsWith("KillSwitch.", StringComparison.Ordinal)),
            ],
            Of("PackageReference"),
            Of("InternalsVisibleTo"));
    }
}

/// <param name="Name">Its assembly's name.</param>
/// <param name="References">The projects it names.</param>
/// <param name="Packages">The packages it names.</param>
/// <param name="Friends">Who sees its internals.</param>
internal sealed record Project(
    string Name,
    IReadOnlyList<string> References,
    IReadOnlyList<string> Packages,
    IReadOnlyList<string> Friends
);
