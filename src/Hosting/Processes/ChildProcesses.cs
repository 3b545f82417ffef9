using System.Diagnostics;
using System.Globalization;

namespace KillSwitch.Hosting.Processes;

/// <summary>Who started whom.</summary>
public static class ChildProcesses
{
    /// <summary>The ids of the processes that one has started itself and that still run.</summary>
    public static IReadOnlyList<int> Of(int processId)
    {
        using var list = Process.Start(new ProcessStartInfo("ps", ["-A", "-o", "pid=,ppid="]) { RedirectStandardOutput = true })!;
        var found = new List<int>();
        while (list.StandardOutput.ReadLine() is { } line)
        {
            if (line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var id, var parent]
                && int.Parse(parent, CultureInfo.InvariantCulture) == processId)
                found.Add(int.Parse(id, CultureInfo.InvariantCulture));
        }
        list.WaitForExit();
        return found;
    }
}
