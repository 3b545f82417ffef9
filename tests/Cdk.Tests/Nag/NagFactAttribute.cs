using System.ComponentModel;
using System.Diagnostics;
using KillSwitch.Cdk.Shared;

namespace KillSwitch.Cdk.Tests.Nag;

/// <summary>A test that runs cdk-nag; skipped, with the reason, where node or its packages are absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NagFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> s_whyNot = new(Look);

    public NagFactAttribute() => Skip = s_whyNot.Value;

    /// <summary>Where the script and its packages are.</summary>
    public static string Folder { get; } = Repository.Path("cdk", "nag");

    private static string? Look()
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules", "cdk-nag")))
            return "cdk-nag is not installed: run npm ci in cdk/nag";
        try
        {
            using var node = Process.Start(new ProcessStartInfo("node", "--version") { RedirectStandardOutput = true });
            return null;
        }
        catch (Win32Exception)
        {
            return "node is not on the PATH";
        }
    }
}
