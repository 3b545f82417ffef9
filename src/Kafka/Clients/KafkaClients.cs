using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace KillSwitch.Kafka.Clients;

/// <summary>Makes every client of this project: one place for what the promises rest on. Thread-safe.</summary>
public sealed class KafkaClients(KafkaSettings settings, ILoggerFactory? loggers)
{
    /// <summary>librdkafka wants a group's name even from consumers that join none.</summary>
    public const string NoGroup = "killswitch-no-group";

    private readonly ILogger _log = (loggers ?? NullLoggerFactory.Instance).CreateLogger("KillSwitch.Kafka");

    public KafkaSettings Settings { get; } = settings.Validated();

    /// <summary>How its clients sign in.</summary>
    public SignIn SignIn { get; } = new(settings.MakeToken);

    public ILogger Log => _log;

    /// <summary>
    /// A consumer outside any group, for partitions assigned by hand. An offset that is not there is an error:
    /// to begin elsewhere without a word would hide that records are missing.
    /// </summary>
    /// <param name="clientId">For the broker's logs.</param>
    /// <param name="isolation">Whether what is not committed is left out.</param>
    /// <param name="change">What this consumer sets beyond that.</param>
    /// <param name="failed">Hears of errors, while it consumes, on that thread.</param>
    public IConsumer<byte[]?, byte[]?> Reader(
        string clientId,
        IsolationLevel isolation,
        Action<ConsumerConfig>? change = null,
        Action<Error>? failed = null
    )
    {
        var config = ConsumerBase(clientId);
        config.GroupId = NoGroup;
        config.IsolationLevel = isolation;
        config.AutoOffsetReset = AutoOffsetReset.Error;
        change?.Invoke(config);
        return SignIn.First(Builder(config, failed).Build());
    }

    /// <summary>A member of a group. Commits and assignment are the caller's. It signs in when it first consumes.</summary>
    /// <param name="clientId">For the broker's logs.</param>
    /// <param name="group">Which group.</param>
    /// <param name="sessionTimeout">After which a silent member's partitions are others'.</param>
    /// <param name="staticMemberId">Its place in the group, kept over a restart; null for none.</param>
    /// <param name="change">What this member sets beyond that.</param>
    public ConsumerBuilder<byte[]?, byte[]?> Member(
        string clientId,
        string group,
        TimeSpan sessionTimeout,
        string? staticMemberId,
        Action<ConsumerConfig>? change = null
    )
    {
        var config = ConsumerBase(clientId);
        config.GroupId = group;
        config.GroupInstanceId = staticMemberId;
        config.SessionTimeoutMs = (int)sessionTimeout.TotalMilliseconds;
        config.HeartbeatIntervalMs = (int)(sessionTimeout.TotalMilliseconds / 4);
        config.IsolationLevel = IsolationLevel.ReadCommitted;
        config.AutoOffsetReset = AutoOffsetReset.Earliest;
        config.EnablePartitionEof = false;
        config.PartitionAssignmentStrategy = PartitionAssignmentStrategy.CooperativeSticky;
        change?.Invoke(config);
        return Builder(config);
    }

    /// <summary>An idempotent producer that waits for every in-sync replica.</summary>
    /// <param name="clientId">For the broker's logs.</param>
    /// <param name="deliveryTimeout">After which a record that is not acknowledged is given up; null retries for ever.</param>
    /// <param name="change">What this producer sets beyond that.</param>
    public IProducer<byte[]?, byte[]?> Producer(string clientId, TimeSpan? deliveryTimeout, Action<ProducerConfig>? change = null)
    {
        var config = new ProducerConfig(Base(clientId))
        {
            EnableIdempotence = true,
            Acks = Acks.All,
            LingerMs = 0,
            // As Java clients and Spark partition, so that a key stands in one partition whoever wrote it.
            Partitioner = Partitioner.Murmur2Random,
            MessageTimeoutMs = deliveryTimeout is { } timeout ? (int)timeout.TotalMilliseconds : 0,
        };
        change?.Invoke(config);
        var reports = new ErrorReports(_log, clientId);
        var builder = new ProducerBuilder<byte[]?, byte[]?>(config)
            .SetKeySerializer(BytesSerializer.Instance)
            .SetValueSerializer(BytesSerializer.Instance)
            .SetLogHandler(reports.Handle)
            .SetErrorHandler(reports.Handle);
        if (SignIn.IsNeeded)
            builder.SetOAuthBearerTokenRefreshHandler(SignIn.Handle);
        return SignIn.First(builder.Build());
    }

    public IAdminClient Admin(string clientId)
    {
        var reports = new ErrorReports(_log, clientId);
        var builder = new AdminClientBuilder(new AdminClientConfig(Base(clientId)))
            .SetLogHandler(reports.Handle)
            .SetErrorHandler(reports.Handle);
        if (SignIn.IsNeeded)
            builder.SetOAuthBearerTokenRefreshHandler(SignIn.Handle);
        return SignIn.First(builder.Build());
    }

    private ConsumerConfig ConsumerBase(string clientId) => new(Base(clientId))
    {
        EnableAutoCommit = false,
        EnableAutoOffsetStore = false,
        EnablePartitionEof = true,
        AllowAutoCreateTopics = false,
        FetchWaitMaxMs = (int)Settings.FetchWait.TotalMilliseconds,
        // A fetch that failed is tried again at once: whoever waits here holds orders up.
        FetchErrorBackoffMs = 50,
        // A consumer that is slower than its broker fills its queue, and would stand still for a second each time it has emptied it.
        FetchQueueBackoffMs = 5,
    };

    private Dictionary<string, string> Base(string clientId)
    {
        var properties = new Dictionary<string, string>(Settings.ClientProperties)
        {
            ["bootstrap.servers"] = Settings.Bootstrap,
            ["client.id"] = clientId,
            ["reconnect.backoff.ms"] = "50",
            ["reconnect.backoff.max.ms"] = "1000",
            ["socket.nagle.disable"] = "true",
        };
        if (SignIn.IsNeeded)
        {
            properties.TryAdd("security.protocol", "SASL_SSL");
            properties[KafkaSettings.SaslMechanism] = KafkaSettings.OAuthBearer;
        }
        return properties;
    }

    private ConsumerBuilder<byte[]?, byte[]?> Builder(ConsumerConfig config, Action<Error>? failed = null)
    {
        var reports = new ErrorReports(_log, config.ClientId);
        var builder = new ConsumerBuilder<byte[]?, byte[]?>(config)
            .SetKeyDeserializer(BytesDeserializer.Instance)
            .SetValueDeserializer(BytesDeserializer.Instance)
            .SetLogHandler(reports.Handle)
            .SetErrorHandler((client, error) =>
            {
                reports.Handle(client, error);
                failed?.Invoke(error);
            });
        return SignIn.IsNeeded ? builder.SetOAuthBearerTokenRefreshHandler(SignIn.Handle) : builder;
    }
}
