namespace KillSwitch.Brokers;

/// <summary>
/// Which Apache Kafka a distribution is, and which one formatted a node's data: an older one cannot read them, and says so in riddles.
/// </summary>
internal static class KafkaVersion
{
    private const string Jar = "kafka-clients-";

    /// <summary>The version of a distribution by its client library; null where that does not tell.</summary>
    public static Version? Of(string libs) =>
        Directory.EnumerateFiles(libs, $"{Jar}*.jar").Select(f => Parsed(Path.GetFileNameWithoutExtension(f)[Jar.Length..])).Max();

    /// <summary>Notes in a node's directory who formatted it.</summary>
    public static void Keep(string directory, Version? version) => File.WriteAllText(FileIn(directory), version?.ToString() ?? "");

    /// <exception cref="BrokerNotStartedException">A later version formatted the directory.</exception>
    public static void RequireReadable(string directory, string home, Version? version)
    {
        if (
            File.Exists(FileIn(directory))
            && Parsed(File.ReadAllText(FileIn(directory))) is { } made
            && version is not null
            && (version.Major, version.Minor).CompareTo((made.Major, made.Minor)) < 0
        )
            throw new BrokerNotStartedException(
                $"The data in {directory} are of Apache Kafka {made}, and KAFKA_HOME is '{home}', which is {version} and cannot read them. "
                    + $"Set KAFKA_HOME to {made} or later, or take another directory."
            );
    }

    /// <summary>Of <c>4.4.0</c> and of <c>4.5.0-rc1</c>.</summary>
    private static Version? Parsed(string text) => Version.TryParse(text.Split('-')[0], out var version) ? version : null;

    private static string FileIn(string directory) => Path.Combine(directory, "formatted-by");
}
