using KillSwitch.Hosting;

namespace KillSwitch.WebConsole.Files;

/// <summary>
/// All that a browser loads: the pages, which are carried inside the program, and the few packages that they import, from where
/// <c>./run setup</c> has installed them. No request leaves the machine. Safe for concurrent use.
/// </summary>
public sealed class ConsoleFiles
{
    /// <summary>Where the pages stand; they ask for all else relative to themselves.</summary>
    public const string Root = "/console/";

    private const string First = "index.html";
    private const string Resources = "KillSwitch.WebConsole.Pages/";

    /// <summary>What pages import from <c>npm/</c>, by the name they use, and where it is in its package.</summary>
    private static readonly Dictionary<string, string> s_packages = new(StringComparer.Ordinal)
    {
        ["npm/preact.js"] = "htm/preact/standalone.module.js",
        ["npm/dagre.js"] = "@dagrejs/dagre/dist/dagre.esm.js",
        ["npm/uplot.js"] = "uplot/dist/uPlot.esm.js",
        ["npm/uplot.css"] = "uplot/dist/uPlot.min.css",
    };

    private static readonly Dictionary<string, string> s_types = new(StringComparer.Ordinal)
    {
        [".html"] = "text/html; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
    };

    private readonly Dictionary<string, ConsoleFile> _files;

    private ConsoleFiles(Dictionary<string, ConsoleFile> files) => _files = files;

    /// <summary>By path below <see cref="Root"/>.</summary>
    public IReadOnlyDictionary<string, ConsoleFile> All => _files;

    /// <summary>The pages alone, without the packages that they import.</summary>
    public static ConsoleFiles OfPages()
    {
        var files = new Dictionary<string, ConsoleFile>(StringComparer.Ordinal);
        var assembly = typeof(ConsoleFiles).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Resources, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            files.Add(name[Resources.Length..], new ConsoleFile(TypeOf(name), Read(stream)));
        }
        return new ConsoleFiles(files);
    }

    /// <param name="nodeDirectory">The folder that holds <c>node_modules</c>.</param>
    /// <exception cref="CannotStartException">A package is not installed; the message says what to do.</exception>
    public static ConsoleFiles Load(string nodeDirectory)
    {
        var files = OfPages();
        foreach (var (name, place) in s_packages)
        {
            var file = Path.Combine(nodeDirectory, "node_modules", place);
            if (!File.Exists(file))
                throw new CannotStartException($"The console's packages are not installed: there is no {file}. Run ./run setup.");
            files._files.Add(name, new ConsoleFile(TypeOf(name), File.ReadAllBytes(file)));
        }
        return files;
    }

    /// <param name="path">As it was asked for, below <see cref="Root"/>; nothing asks for the first page.</param>
    public ConsoleFile? Find(string path) => _files.GetValueOrDefault(path.Length == 0 ? First : path);

    private static string TypeOf(string name) => s_types[Path.GetExtension(name)];

    private static byte[] Read(Stream stream)
    {
        using var buffer = new MemoryStream();
        stream.CopyTo(buffer);
        return buffer.ToArray();
    }
}
