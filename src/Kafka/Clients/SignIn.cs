using System.Runtime.CompilerServices;
using Confluent.Kafka;

namespace KillSwitch.Kafka.Clients;

/// <summary>Signs clients in with tokens (SASL/OAUTHBEARER), and does nothing where none are made. Thread-safe.</summary>
public sealed class SignIn(Func<KafkaToken>? makeToken)
{
    private readonly ConditionalWeakTable<IClient, KafkaToken> _tokens = [];

    public bool IsNeeded => makeToken is not null;

    /// <summary>
    /// Gives the client its first token. It must not wait to be asked: a consumer asks only while it consumes, and the first thing
    /// that most consumers here do is to look up where a partition ends.
    /// </summary>
    public T First<T>(T client)
        where T : IClient
    {
        if (IsNeeded)
            Set(client, makeToken!);
        return client;
    }

    /// <summary>
    /// Gives a client a new token where its own has run out or soon will. For consumers that may not consume for long, and for
    /// processes that were frozen: neither asks in time. To be called by whoever uses the client.
    /// </summary>
    public void Keep(IClient client, TimeProvider time)
    {
        if (IsNeeded && (!_tokens.TryGetValue(client, out var token) || token.IsStale(time.GetUtcNow())))
            Set(client, makeToken!);
    }

    /// <summary>librdkafka asks for a token: at the start, and when four fifths of the last one's life are over.</summary>
    public void Handle(IClient client, string config) => Set(client, makeToken!);

    private void Set(IClient client, Func<KafkaToken> make)
    {
        try
        {
            var token = make();
            client.OAuthBearerSetToken(token.Value, token.Expires.ToUnixTimeMilliseconds(), token.Principal);
            _tokens.AddOrUpdate(client, token);
        }
        catch (Exception e) when (e is not ObjectDisposedException)
        {
            // The client reports it as its error, asks again after ten seconds, and reaches no broker meanwhile.
            client.OAuthBearerSetTokenFailure($"No token to sign in to Kafka: {e.Message}");
        }
    }
}
