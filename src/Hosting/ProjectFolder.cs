namespace KillSwitch.Hosting;

/// <summary>
/// Where the project is. Paths that a person types are his own, from where he types them; what nobody names is kept here.
/// </summary>
public static class ProjectFolder
{
    private const string Setting = "KILLSWITCH_ROOT";

    /// <summary>As <c>./run</c> says; for a program that was started without it, where it was started.</summary>
    public static string Path => Environment.GetEnvironmentVariable(Setting) is { Length: > 0 } root ? root : Environment.CurrentDirectory;

    /// <summary>A path in it; short, where the person stands there.</summary>
    /// <param name="relative">From the project's folder.</param>
    public static string File(string relative) =>
        Path == Environment.CurrentDirectory ? relative : System.IO.Path.Combine(Path, relative);
}
