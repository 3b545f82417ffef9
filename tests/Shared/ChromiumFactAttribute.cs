namespace KillSwitch.Tests;

/// <summary>A test that opens pages in Chromium; skipped, with the reason, where it or what drives it is absent.</summary>
internal sealed class ChromiumFactAttribute : FactAttribute
{
    private static readonly string[] s_names = ["chromium", "chromium-browser", "google-chrome"];

    public ChromiumFactAttribute() => Skip =
        Program is null ? $"none of {string.Join(", ", s_names)} is on the PATH"
        : !Directory.Exists(Path.Combine(Node.Directory, "node_modules", "playwright-core"))
            ? $"The Node packages are not installed in {Node.Directory}: npm ci --prefix {Node.Directory}"
        : Node.WhyNot;

    public static string? Program { get; } = s_names.Select(Programs.Find).FirstOrDefault(p => p is not null);
}
