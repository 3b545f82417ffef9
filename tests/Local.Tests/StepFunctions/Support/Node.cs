using KillSwitch.Local.Stack;

namespace KillSwitch.Local.Tests.StepFunctions.Support;

/// <summary>Node and its packages, as far as they are there.</summary>
internal static class Node
{
    /// <summary>Where the packages are, or would be.</summary>
    public static string Directory { get; } = Find();

    /// <summary>Why tests that evaluate JSONata cannot run; null where they can.</summary>
    public static string? WhyNot =>
        System.IO.Directory.Exists(Path.Combine(Directory, "node_modules", "jsonata"))
            ? Programs.Find("node") is null ? "node is not on the PATH" : null
            : $"The Node packages are not installed in {Directory}: npm ci --prefix {Directory}";

    private static string Find()
    {
        try
        {
            return NodePackages.Directory;
        }
        catch (Exception notInstalled) when (notInstalled.GetType().Name == "CannotStartException")
        {
            return Path.Combine(AppContext.BaseDirectory, "no-node-packages");
        }
    }
}
