using System.ComponentModel;
using System.Diagnostics;
using KillSwitch.Tests;
using KillSwitch.Workflows.Tests.Incidents.InMemory;

namespace KillSwitch.Workflows.Tests.Incidents;

/// <summary>A test that needs asl-validator; skipped, with the reason, where node or its packages are absent.</summary>
public sealed class AslValidatorFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> s_whyNot = new(Look);

    public AslValidatorFactAttribute() => Skip = s_whyNot.Value;

    public static string Program { get; } =
        Path.Combine(
            Path.GetDirectoryName(Path.GetDirectoryName(Definition.FilePath))!,
            "src",
            "Hosting",
            "Node",
            "node_modules",
            "asl-validator",
            "dist",
            "bin",
            "asl-validator.js"
        );

    private static string? Look()
    {
        if (!File.Exists(Program))
            return "asl-validator is not installed: run npm ci in src/Hosting/Node.";
        try
        {
            using var node = Process.Start(new ProcessStartInfo("node", "--version") { RedirectStandardOutput = true });
            return null;
        }
        catch (Win32Exception)
        {
            return "node is not on the PATH.";
        }
    }
}
