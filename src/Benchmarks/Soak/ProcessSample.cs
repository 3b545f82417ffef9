using System.Globalization;

namespace KillSwitch.Benchmarks.Soak;

/// <summary>What a process holds, as Linux tells in <c>/proc</c>.</summary>
/// <param name="Name">Which process.</param>
/// <param name="ResidentInMiB">Memory: VmRSS.</param>
/// <param name="Handles">Open files, sockets and the like: entries of <c>/proc/PID/fd</c>.</param>
/// <param name="Threads">Threads.</param>
internal sealed record ProcessSample(string Name, double ResidentInMiB, int Handles, int Threads)
{
    /// <exception cref="IOException">There is no such process.</exception>
    public static ProcessSample Of(string name, int id)
    {
        var status = File.ReadAllText($"/proc/{id}/status");
        return new ProcessSample(
            name,
            Field(status, "VmRSS") / 1024.0,
            Directory.GetFileSystemEntries($"/proc/{id}/fd").Length,
            (int)Field(status, "Threads")
        );
    }

    /// <summary>The number behind a field's name; memory stands there in kB.</summary>
    internal static long Field(string status, string name)
    {
        foreach (var line in status.AsSpan().EnumerateLines())
        {
            if (!line.StartsWith(name, StringComparison.Ordinal) || line[name.Length] != ':')
                continue;
            var value = line[(name.Length + 1)..].Trim();
            var end = value.IndexOf(' ');
            return long.Parse(end < 0 ? value : value[..end], CultureInfo.InvariantCulture);
        }
        throw new IOException($"/proc tells no {name}: the process is gone.");
    }
}
