namespace KillSwitch.Tests;

/// <summary>The repository that the tests were built from.</summary>
internal static class SourceTree
{
    /// <summary>Its folder: the one that holds KillSwitch.slnx.</summary>
    public static string Root { get; } = Find();

    public static string File(params string[] path) => Path.Combine([Root, .. path]);

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!System.IO.File.Exists(Path.Combine(folder.FullName, "KillSwitch.slnx")))
            folder = folder.Parent
                ?? throw new InvalidOperationException("The repository's root, where KillSwitch.slnx is, was not found above the tests.");
        return folder.FullName;
    }
}
