using System.Reflection;

namespace KillSwitch.Hosting;

/// <summary>Where the Node packages of src/Hosting/Node are installed.</summary>
public static class NodePackages
{
    private const string Setting = "KILLSWITCH_NODE_DIR";

    /// <summary>The folder that holds package.json and node_modules.</summary>
    /// <exception cref="CannotStartException">They are not installed.</exception>
    public static string Directory
    {
        get
        {
            var directory = Environment.GetEnvironmentVariable(Setting) ?? BuiltFrom;
            return System.IO.Directory.Exists(Path.Combine(directory, "node_modules"))
                ? directory
                : throw new CannotStartException(
                    $"The Node packages are not installed in {directory}. Run ./run setup, or name the folder that has them in {Setting}."
                );
        }
    }

    private static string BuiltFrom => typeof(NodePackages).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "NodeDirectory").Value!;
}
