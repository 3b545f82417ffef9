namespace KillSwitch.Tests;

/// <summary>Programs that may be on the PATH.</summary>
internal static class Programs
{
    public static string? Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Select(d => Path.Combine(d, name))
            .FirstOrDefault(File.Exists);
}
