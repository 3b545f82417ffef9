namespace KillSwitch.Kafka;

/// <summary>Which Kafka, and how to reach it.</summary>
/// <param name="Bootstrap"><c>HOST:PORT</c>, several separated by commas.</param>
public sealed record KafkaSettings(string Bootstrap)
{
    /// <summary>Properties this code sets itself, as its promises rest on them.</summary>
    private static readonly string[] Reserved =
    [
        "acks",
        "auto.offset.reset",
        "bootstrap.servers",
        "client.id",
        "enable.auto.commit",
        "enable.auto.offset.store",
        "enable.idempotence",
        "enable.partition.eof",
        "group.id",
        "isolation.level",
        "max.in.flight",
        "max.in.flight.requests.per.connection",
        "message.timeout.ms",
        "delivery.timeout.ms",
        "metadata.broker.list",
        "partition.assignment.strategy",
        "transactional.id",
        "transaction.timeout.ms",
    ];

    internal const string SaslMechanism = "sasl.mechanism";
    internal const string OAuthBearer = "OAUTHBEARER";

    /// <summary>
    /// Further librdkafka properties for every client, such as <c>security.protocol</c> and <c>sasl.*</c> for MSK. Default: none.
    /// Properties that the promises rest on (acks, idempotence, isolation, offsets, transactions) cannot be set.
    /// </summary>
    public IReadOnlyDictionary<string, string> ClientProperties { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Makes tokens to sign in with, for brokers that ask for SASL/OAUTHBEARER, as MSK with IAM does. Called by every client when it starts
    /// and before its token runs out, from any thread; the token of a client that could not get one is asked for again. Default: none.
    /// With it, <c>security.protocol</c> is SASL_SSL and <c>sasl.mechanism</c> OAUTHBEARER unless <see cref="ClientProperties"/>
    /// say otherwise.
    /// </summary>
    public Func<KafkaToken>? MakeToken { get; init; }

    /// <summary>How long a broker may take to answer before it counts as unreachable. Default 5 s; 100 ms to 5 min.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long the broker may hold an empty fetch. Default 20 ms; 1 ms to 30 s. Kafka answers as soon as there is a record, whatever is
    /// set here; but what a client asks next over the same connection, or of another place, waits for the fetch.
    /// </summary>
    public TimeSpan FetchWait { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>How the user sets the address; named by messages about it. Default <c>--bootstrap</c>.</summary>
    public string BootstrapSetting { get; init; } = "--bootstrap";

    /// <summary>Checks the whole before anything starts.</summary>
    /// <exception cref="ArgumentException">Names the setting, its value and what to do.</exception>
    public KafkaSettings Validated()
    {
        foreach (var address in Bootstrap.Split(',', StringSplitOptions.TrimEntries))
        {
            var colon = address.LastIndexOf(':');
            if (colon < 1 || !ushort.TryParse(address[(colon + 1)..], out var port) || port == 0)
                throw new ArgumentException(
                    $"{BootstrapSetting} is '{Bootstrap}', which is no Kafka address. Write HOST:PORT, several separated by commas, for example 127.0.0.1:9092."
                );
        }
        foreach (var name in ClientProperties.Keys)
        {
            if (Reserved.Contains(name, StringComparer.OrdinalIgnoreCase))
                throw new ArgumentException(
                    $"The Kafka client property '{name}' cannot be set: KillSwitch sets it itself, or else its promises would not hold. Remove it."
                );
        }
        var mechanism = ClientProperties.GetValueOrDefault(SaslMechanism) ?? ClientProperties.GetValueOrDefault("sasl.mechanisms");
        if (MakeToken is not null && mechanism is not (null or OAuthBearer))
            throw new ArgumentException(
                $"{SaslMechanism} is '{mechanism}', but tokens are made to sign in with. Leave it out, or set it to {OAuthBearer}."
            );
        Check(nameof(AnswerTimeout), AnswerTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(5));
        Check(nameof(FetchWait), FetchWait, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(30));
        return this;
    }

    private static void Check(string name, TimeSpan value, TimeSpan min, TimeSpan max)
    {
        if (value < min || value > max)
            throw new ArgumentException(
                $"{name} is {value.TotalMilliseconds} ms; it must be {min.TotalMilliseconds} to {max.TotalMilliseconds} ms."
            );
    }
}
