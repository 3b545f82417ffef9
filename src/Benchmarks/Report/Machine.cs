using System.Globalization;
using System.Runtime.InteropServices;

namespace KillSwitch.Benchmarks.Report;

/// <summary>Where a run took place.</summary>
/// <param name="Cpu">The processor's name, as far as the system tells.</param>
/// <param name="Cores">Logical ones this process may use.</param>
/// <param name="MemoryGib">What this process may use.</param>
/// <param name="Os">Name and version.</param>
/// <param name="Runtime">The .NET runtime.</param>
/// <param name="Data">Where brokers and stacks of the run kept their data: folder and file system. The disk's speed is a part of
/// many figures.</param>
/// <param name="LoadBefore">How many threads ran or waited to on average in the minute before; null where the system does not tell.
/// Above 0.3 or so somebody else was at work.</param>
internal sealed record Machine(string Cpu, int Cores, double MemoryGib, string Os, string Runtime, string Data, double? LoadBefore)
{
    public static Machine Here() => new(
        CpuName(),
        Environment.ProcessorCount,
        Math.Round(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024.0 * 1024 * 1024), 1),
        $"{RuntimeInformation.OSDescription.Trim()} ({RuntimeInformation.OSArchitecture})",
        RuntimeInformation.FrameworkDescription,
        $"{Path.TrimEndingDirectorySeparator(Path.GetTempPath())} ({new DriveInfo(Path.GetTempPath()).DriveFormat})",
        Load());

    private static string CpuName()
    {
        const string info = "/proc/cpuinfo";
        var name = File.Exists(info)
            ? File.ReadLines(info).FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return name?[(name.IndexOf(':') + 1)..].Trim()
            ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER")
            ?? $"{RuntimeInformation.ProcessArchitecture}, the system does not tell which";
    }

    private static double? Load()
    {
        const string load = "/proc/loadavg";
        return File.Exists(load) && double.TryParse(File.ReadAllText(load).Split(' ')[0], CultureInfo.InvariantCulture, out var average)
            ? average
            : null;
    }
}
