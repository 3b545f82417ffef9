using System.Collections.Concurrent;
using Confluent.Kafka;
using KillSwitch.Brokers;
using KillSwitch.Kafka.Clients;
using KillSwitch.Tests;

namespace KillSwitch.Kafka.Tests.Clients;

/// <summary>The embedded broker asks nobody to sign in; what is seen here is who asks for tokens, and when.</summary>
public sealed class SignInTests : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private readonly EmbeddedBroker _broker = EmbeddedBroker.Start();
    private readonly ConcurrentQueue<KafkaToken> _made = new();

    /// <summary>
    /// librdkafka has its own clock and refuses tokens that have run out by it: ours goes on with it, and can be put ahead.
    /// </summary>
    private readonly JumpingTimeProvider _time = new(TimeProvider.System);

    public void Dispose() => _broker.Dispose();

    [Fact]
    public void Reader_NeverConsumed_HasItsToken()
    {
        using var reader = Clients(TimeSpan.FromMinutes(15)).Reader("test", IsolationLevel.ReadCommitted);

        Assert.Single(_made);
    }

    [Fact]
    public async Task Producer_TokenRunsOut_AsksForAnother()
    {
        using var producer = Clients(TimeSpan.FromSeconds(2)).Producer("test", null);

        await UntilMadeAsync(2, () => { });
    }

    [Fact]
    public async Task Admin_TokenRunsOut_AsksForAnother()
    {
        using var admin = Clients(TimeSpan.FromSeconds(2)).Admin("test");

        await UntilMadeAsync(2, () => { });
    }

    [Fact]
    public async Task Member_Consuming_AsksForItsToken()
    {
        using var member = Clients(TimeSpan.FromMinutes(15)).Member("test", "group", TimeSpan.FromSeconds(6), null).Build();
        member.Subscribe("orders.v1");

        await UntilMadeAsync(1, () => member.Consume(20));
    }

    [Fact]
    public void Keep_TokenStillGood_MakesNone()
    {
        var clients = Clients(TimeSpan.FromMinutes(15));
        using var reader = clients.Reader("test", IsolationLevel.ReadCommitted);

        _time.Off += TimeSpan.FromMinutes(11);
        clients.SignIn.Keep(reader, _time);

        Assert.Single(_made);
    }

    [Fact]
    public void Keep_FrozenUntilTheTokenRanOut_MakesAnother()
    {
        var clients = Clients(TimeSpan.FromMinutes(15));
        using var reader = clients.Reader("test", IsolationLevel.ReadCommitted);

        _time.Off += TimeSpan.FromMinutes(13);
        clients.SignIn.Keep(reader, _time);

        Assert.Equal(2, _made.Count);
    }

    [Fact]
    public void First_NoTokenToBeHad_ClientIsMadeAndSaysSoLater()
    {
        var settings = Settings(() => throw new InvalidOperationException("no credentials"));

        using var reader = new KafkaClients(settings, null).Reader("test", IsolationLevel.ReadCommitted);

        Assert.NotNull(reader);
    }

    [Fact]
    public void ToString_Token_IsNotShown()
    {
        Assert.DoesNotContain("secret", Token(TimeSpan.FromMinutes(1)).ToString());
    }

    private KafkaClients Clients(TimeSpan life) => new(Settings(() =>
    {
        var token = Token(life);
        _made.Enqueue(token);
        return token;
    }), null);

    private KafkaSettings Settings(Func<KafkaToken> make) => _broker.Settings with
    {
        ClientProperties = new Dictionary<string, string> { ["security.protocol"] = "SASL_PLAINTEXT" },
        MakeToken = make,
    };

    private KafkaToken Token(TimeSpan life) => new("secret", _time.GetUtcNow() + life, "test", _time.GetUtcNow());

    private async Task UntilMadeAsync(int count, Action meanwhile)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        while (_made.Count < count)
        {
            Assert.False(
                deadline.IsCancellationRequested,
                $"{_made.Count} of {count} tokens were asked for within {Deadline.TotalSeconds} s"
            );
            meanwhile();
            await Task.Yield();
        }
    }
}
