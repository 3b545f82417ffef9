using System.Reflection;

namespace KillSwitch.Local.Stack.Spark;

/// <summary>Where the detection in Spark SQL is: the folder spark/ of the repository.</summary>
internal static class SparkFiles
{
    /// <summary>Starts it on a local Spark.</summary>
    public static string Script => Path.Combine(Directory, "run-local.sh");

    private static string Directory =>
        typeof(SparkFiles).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "SparkDirectory").Value!;
}
