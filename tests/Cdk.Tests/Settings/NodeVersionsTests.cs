using System.Diagnostics;
using KillSwitch.Tests;

namespace KillSwitch.Cdk.Tests.Settings;

public sealed class NodeVersionsTests
{
    /// <summary>In a process of its own: Node is started with what stands in the environment at that moment.</summary>
    [Fact]
    public async Task Accept_BeforeTheLibrariesStart_LeavesOnlyWhatTheAppSays()
    {
        using var folder = new TempFolder();
        var start = new ProcessStartInfo(
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "KillSwitch.Cdk.dll"), "-c", "student=alice", "--output", folder.Path])
        {
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(n => n.StartsWith("JSII_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));

        using var app = Process.Start(start)!;
        var said = await app.StandardError.ReadToEndAsync(patience.Token);
        await app.WaitForExitAsync(patience.Token);

        Assert.Equal(0, app.ExitCode);
        Assert.DoesNotContain("Node", said, StringComparison.OrdinalIgnoreCase);
    }
}
