namespace KillSwitch.Api.Approvals;

/// <summary>The page's files, carried inside the program.</summary>
public static class Assets
{
    /// <summary>By file name.</summary>
    public static IReadOnlyDictionary<string, Asset> All { get; } = new[]
    {
        ("approval.css", "text/css; charset=utf-8"),
        ("approval.js", "text/javascript; charset=utf-8"),
        ("icon.svg", "image/svg+xml"),
    }.ToDictionary(f => f.Item1, f => new Asset(f.Item2, Load(f.Item1)));

    private static byte[] Load(string name)
    {
        var resource = $"{typeof(Assets).Namespace}.Assets.{name}";
        using var stream = typeof(Assets).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The program was built without {resource}. Build it again.");
        using var buffer = new MemoryStream();
        stream.CopyTo(buffer);
        return buffer.ToArray();
    }
}
