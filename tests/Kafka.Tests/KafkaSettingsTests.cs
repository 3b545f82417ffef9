namespace KillSwitch.Kafka.Tests;

public sealed class KafkaSettingsTests
{
    [Theory]
    [InlineData("")]
    [InlineData("localhost")]
    [InlineData("localhost:")]
    [InlineData(":9092")]
    [InlineData("localhost:0")]
    [InlineData("localhost:99999")]
    [InlineData("a:1,,b:2")]
    public void Validated_NoAddress_NamesTheSettingAndTheForm(string bootstrap)
    {
        var e = Assert.Throws<ArgumentException>(() => new KafkaSettings(bootstrap).Validated());

        Assert.Equal(
            $"--bootstrap is '{bootstrap}', which is no Kafka address. Write HOST:PORT, several separated by commas, for example 127.0.0.1:9092.",
            e.Message
        );
    }

    [Theory]
    [InlineData("acks")]
    [InlineData("Transactional.Id")]
    [InlineData("isolation.level")]
    public void Validated_PropertyThePromisesRestOn_IsRefused(string name)
    {
        var settings = new KafkaSettings("a:1") { ClientProperties = new Dictionary<string, string> { [name] = "x" } };

        var e = Assert.Throws<ArgumentException>(() => settings.Validated());

        Assert.StartsWith($"The Kafka client property '{name}' cannot be set", e.Message);
    }

    [Fact]
    public void Validated_SecurityOfTheBroker_IsTaken()
    {
        var settings = new KafkaSettings("a:9098,b:9098")
        {
            ClientProperties = new Dictionary<string, string> { ["security.protocol"] = "SASL_SSL" },
        };

        Assert.Same(settings, settings.Validated());
    }
}
