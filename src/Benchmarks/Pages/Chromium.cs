using KillSwitch.Hosting;

namespace KillSwitch.Benchmarks.Pages;

/// <summary>The browser of the machine.</summary>
internal static class Chromium
{
    private static readonly string[] s_names = ["chromium", "chromium-browser", "google-chrome"];

    /// <exception cref="CannotStartException">There is none.</exception>
    public static string Program =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .SelectMany(folder => s_names.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists)
        ?? throw new CannotStartException(
            $"A browser is missing: none of {string.Join(", ", s_names)} is on the PATH. Install Chromium (apt install chromium), or Chrome."
        );
}
