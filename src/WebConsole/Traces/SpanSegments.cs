using System.Globalization;

namespace KillSwitch.WebConsole.Traces;

/// <summary>
/// How spans lie in a folder: each process writes files of its own, a JSON line a span, and begins another when one is full. Of all
/// together the oldest go, so that they never take more than some room.
/// </summary>
internal static class SpanSegments
{
    /// <summary>About 10,000 spans.</summary>
    public const long MostBytesInOne = 4 * 1024 * 1024;

    public const long MostBytes = 32 * 1024 * 1024;

    /// <summary>A name after which files stand in the order in which they were begun.</summary>
    public static string NewName(DateTimeOffset now, int process) =>
        string.Create(CultureInfo.InvariantCulture, $"{now.ToUnixTimeMilliseconds():D14}-{process}-{Guid.NewGuid():N}.jsonl");

    /// <summary>The oldest first. None where the folder is not there.</summary>
    public static IReadOnlyList<FileInfo> In(string folder)
    {
        var directory = new DirectoryInfo(folder);
        return directory.Exists ? [.. directory.GetFiles("*.jsonl").OrderBy(f => f.Name, StringComparer.Ordinal)] : [];
    }

    /// <summary>Makes room for another.</summary>
    public static void RemoveOldest(string folder)
    {
        var files = In(folder);
        var bytes = files.Sum(f => f.Length);
        foreach (var file in files.TakeWhile(_ => bytes > MostBytes - MostBytesInOne))
        {
            bytes -= file.Length;
            file.Delete();
        }
    }
}
