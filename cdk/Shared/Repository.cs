namespace KillSwitch.Cdk.Shared;

/// <summary>Where the rest of the project is, seen from the built app.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "KillSwitch.slnx")))
                return folder.FullName;
        }
        throw new DirectoryNotFoundException(
            $"No folder above {AppContext.BaseDirectory} has KillSwitch.slnx. Run this from a clone of the project."
        );
    }
}
