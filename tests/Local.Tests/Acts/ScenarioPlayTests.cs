using KillSwitch.Kafka;
using KillSwitch.Local.Acts;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Local.Tests.Acts;

/// <summary>Without a broker: orders wait for one. That they come is tried in a browser, on the whole stack.</summary>
public sealed class ScenarioPlayTests : IAsyncLifetime
{
    private readonly ScenarioPlay _play = new(new KafkaSettings("127.0.0.1:1"), TimeProvider.System);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _play.DisposeAsync();

    [Fact]
    public void Latest_BeforeTheFirst_IsNone() => Assert.Null(_play.Latest);

    [Fact]
    public void Start_WhileOneIsPlayed_IsRefusedAndNamesIt()
    {
        Assert.True(_play.Start("normal").Value!.Playing);

        var second = _play.Start("panic");

        Assert.Equal(RefusalCode.RequestAlreadyPending, second.Refusal!.Code);
        Assert.Contains("normal", second.Refusal.Message, StringComparison.Ordinal);
        Assert.Equal("normal", _play.Latest!.Name);
    }

    [Fact]
    public void Start_OneThatThereIsNot_Throws() => Assert.Throws<ArgumentException>(() => _play.Start("unknown"));
}
