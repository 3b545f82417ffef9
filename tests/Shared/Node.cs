namespace KillSwitch.Tests;

/// <summary>Node and its packages, as far as they are there.</summary>
internal static class Node
{
    /// <summary>Where the packages are, or would be.</summary>
    public static string Directory { get; } =
        Environment.GetEnvironmentVariable("KILLSWITCH_NODE_DIR") ?? SourceTree.File("src", "Hosting", "Node");

    /// <summary>Why tests that run JSONata or the local DynamoDB cannot run; null where they can.</summary>
    public static string? WhyNot =>
        System.IO.Directory.Exists(Path.Combine(Directory, "node_modules", "jsonata"))
            ? Programs.Find("node") is null ? "node is not on the PATH" : null
            : $"The Node packages are not installed in {Directory}: npm ci --prefix {Directory}";
}
