using System.Diagnostics;
using System.Globalization;

namespace KillSwitch.Hosting.Processes;

/// <summary>Signals to processes, by name, as their numbers differ between systems.</summary>
public static class Signals
{
    /// <summary>Returns when it has been sent. A process that is gone gets none, which is no error.</summary>
    /// <param name="processId">Whom.</param>
    /// <param name="name"><c>KILL</c>, <c>STOP</c>, <c>CONT</c>, <c>TERM</c>.</param>
    public static void Send(int processId, string name)
    {
        using var kill = Process.Start(
            new ProcessStartInfo("kill", [$"-{name}", processId.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardError = true }
        )!;
        kill.WaitForExit();
    }
}
