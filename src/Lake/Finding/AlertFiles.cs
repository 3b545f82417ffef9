namespace KillSwitch.Lake.Finding;

internal static class AlertFiles
{
    /// <returns>All alerts of a lake, in the order in which they were found.</returns>
    public static IReadOnlyList<Alert> Read(string folder) => !Directory.Exists(folder)
        ? []
        :
        [
            .. Directory.EnumerateFiles(folder, "*.jsonl", SearchOption.AllDirectories)
                .OrderBy(Path.GetFileName, StringComparer.Ordinal)
                .SelectMany(File.ReadLines)
                .Select(Alert.FromJson),
        ];
}
