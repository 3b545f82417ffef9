using System.ComponentModel;
using System.Diagnostics;

namespace KillSwitch.Benchmarks.Kills;

/// <summary>What the system has taken for written and has not yet put on the disk.</summary>
internal static class Writeback
{
    /// <summary>
    /// Returns when all of it is on the disk, so that what a phase of full load left behind is no part of what is measured next.
    /// Where there is
    /// no program <c>sync</c>, at once.
    /// </summary>
    public static async Task FinishAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var sync = Process.Start("sync");
            await sync.WaitForExitAsync(cancellationToken);
        }
        catch (Win32Exception)
        {
            // Not this system.
        }
    }
}
