namespace KillSwitch.Brokers.Tests;

public sealed class KafkaVersionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("killswitch-tests-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("kafka-clients-4.4.0.jar", "4.4.0")]
    [InlineData("kafka-clients-4.5.0-rc1.jar", "4.5.0")]
    [InlineData("kafka-clients-next.jar", null)]
    [InlineData("something-4.4.0.jar", null)]
    public void Of_Libraries_IsThatOfTheClients(string jar, string? version)
    {
        File.WriteAllText(Path.Combine(_folder, jar), "");

        Assert.Equal(version, KafkaVersion.Of(_folder)?.ToString());
    }

    [Theory]
    [InlineData("4.3.2", "4.4.0", true)]
    [InlineData("3.9.1", "4.0.0", true)]
    [InlineData("4.4.0", "4.4.1", false)]
    [InlineData("4.4.0", "3.9.1", false)]
    [InlineData("4.4.0", null, false)]
    [InlineData(null, "4.4.0", false)]
    public void RequireReadable_WhoFormattedIt_OlderOnesAreRefused(string? home, string? formattedBy, bool refused)
    {
        KafkaVersion.Keep(_folder, Parsed(formattedBy));

        var e = Record.Exception(() => KafkaVersion.RequireReadable(_folder, "/opt/kafka", Parsed(home)));

        Assert.Equal(refused, e is BrokerNotStartedException);
    }

    [Fact]
    public void RequireReadable_NobodyNotedIt_IsTried() => KafkaVersion.RequireReadable(_folder, "/opt/kafka", new Version(3, 9, 1));

    private static Version? Parsed(string? version) => version is null ? null : Version.Parse(version);
}
