using KillSwitch.Kafka.Routing;

namespace KillSwitch.Kafka.Tests.Routing;

public sealed class RouterOptionsTests
{
    private static readonly RouterOptions Good = new("router-1");

    [Fact]
    public void Validated_Defaults_AreGood() => Assert.Same(Good, Good.Validated());

    public static TheoryData<RouterOptions, string> Wrong => new()
    {
        { new RouterOptions(""), "The router's name is ''; it must be 1 to 64 letters, digits or . _ - , as it stands in every audit." },
        { Good with { BatchSize = 0 }, "BatchSize is 0; it must be 1 to 50,000." },
        { Good with { SessionTimeout = TimeSpan.FromSeconds(0.5) }, "SessionTimeout is 0.5 s; it must be 1 to 300 s." },
        { Good with { TransactionTimeout = TimeSpan.Zero }, "TransactionTimeout is 0 s; it must be 1 to 900 s." },
        {
            Good with { StopTimeout = TimeSpan.FromSeconds(20) },
            "StopTimeout is 20 s and SessionTimeout 10 s; it must be shorter, or else another router takes a partition while this one still finishes it."
        },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Validated_Wrong_SaysWhatAndWhy(RouterOptions options, string message) =>
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => options.Validated()).Message);
}
