using System.Diagnostics;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using KillSwitch.Kafka.Clients;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Kafka.Admin;

/// <summary>How topics that are there keep their records, and whether that is as the promises need it. Thread-safe.</summary>
internal sealed class TopicKeeping(KafkaClients clients)
{
    public const string CleanupPolicy = "cleanup.policy";
    public const string TimestampType = "message.timestamp.type";
    public const string LogAppendTime = "LogAppendTime";

    /// <summary>Since Kafka 3.6. Unlimited there, an hour from 4.0 on; it means nothing where records have the broker's time.</summary>
    public const string TimesAhead = "message.timestamp.after.max.ms";

    private const string Unlimited = "9223372036854775807";

    /// <summary>
    /// Gives topics whose records have their senders' times the broker's, where those are to count, and has the others take whatever times
    /// senders have: a kill or an order must not wait for somebody to set a clock. From here on, as far as this user may. Nothing
    /// else is changed.
    /// </summary>
    /// <exception cref="KafkaUnreachableException">No broker answered.</exception>
    /// <exception cref="TopicsPendingException">This user may not know how topics are kept, or not yet.</exception>
    public async Task MendTimesAsync(IAdminClient admin, IReadOnlyList<TopicSpec> specs, CancellationToken cancellationToken)
    {
        foreach (var topic in await DescribeAsync(admin, Asked(specs, _ => true), cancellationToken).ConfigureAwait(false))
        {
            var byBroker = specs.First(s => s.Name == topic.ConfigResource.Name).TimedByBroker;
            var (setting, wanted) = byBroker ? (TimestampType, LogAppendTime) : (TimesAhead, Unlimited);
            var has = Value(topic, setting);
            // A broker that does not know the limit, as before 3.6, has none.
            if (has == wanted || (!byBroker && has.Length == 0))
                continue;
            var name = topic.ConfigResource.Name;
            try
            {
                await SetAsync(admin, topic.ConfigResource, setting, wanted).WaitAsync(cancellationToken).ConfigureAwait(false);
                if (byBroker)
                    Logs.TopicTimesMended(clients.Log, name, has);
            }
            catch (KafkaException e)
            {
                if (byBroker)
                    // Whoever requires it says what to do.
                    Logs.TopicTimesNotMended(clients.Log, name, has, e.Error.Reason);
                else
                    Logs.TopicTimesLimited(clients.Log, name, has, e.Error.Reason, SetIt(name, setting, wanted));
            }
        }
    }

    /// <summary>Whether existing topics are kept as the promises need it. A broker that cannot be asked is believed.</summary>
    /// <exception cref="KafkaUnreachableException">No broker answered.</exception>
    /// <exception cref="TopicsMismatchException">One is not; the message says what to do.</exception>
    /// <exception cref="TopicsPendingException">This user may not know how topics are kept, or not yet.</exception>
    public async Task RequireAsync(IAdminClient admin, IReadOnlyList<TopicSpec> specs, CancellationToken cancellationToken)
    {
        var described = await DescribeAsync(admin, Asked(specs, s => s.Compacted || s.TimedByBroker), cancellationToken)
            .ConfigureAwait(false);
        foreach (var topic in described)
        {
            var (name, spec) = (topic.ConfigResource.Name, specs.First(s => s.Name == topic.ConfigResource.Name));
            var policy = Value(topic, CleanupPolicy);
            if (spec.Compacted && (!policy.Split(',').Contains("compact") || policy.Contains("delete", StringComparison.Ordinal)))
            {
                throw new TopicsMismatchException(
                    $"Topic {name} has {CleanupPolicy} '{policy}'; it must be 'compact', or else a kill is forgotten once its record is old enough, and a router that starts later lets its orders through. "
                        + $"Set {CleanupPolicy}=compact on it."
                );
            }
            var type = Value(topic, TimestampType);
            if (spec.TimedByBroker && type != LogAppendTime)
            {
                throw new TopicsMismatchException(
                    $"Topic {name} has {TimestampType} '{type}'; it must be '{LogAppendTime}', or else whoever dates his orders ahead gets through what he sent under a kill, once the kill is lifted. "
                        + $"{SetIt(name, TimestampType, LogAppendTime)}. "
                        + "Records that are there keep their senders' times."
                );
            }
        }
    }

    private static Task SetAsync(IAdminClient admin, ConfigResource topic, string setting, string value) =>
        admin.IncrementalAlterConfigsAsync(
            new Dictionary<ConfigResource, List<ConfigEntry>>
            {
                [topic] = [new() { Name = setting, Value = value, IncrementalOperation = AlterConfigOpType.Set }],
            }
        );

    private string SetIt(string topic, string setting, string value) =>
        $"Set it: kafka-configs.sh --bootstrap-server {clients.Settings.Bootstrap} --alter --topic {topic} --add-config {setting}={value}";

    private static string[] Asked(IReadOnlyList<TopicSpec> specs, Func<TopicSpec, bool> which) =>
        [.. specs.Where(which).Select(s => s.Name)];

    private static string Value(DescribeConfigsResult topic, string name) =>
        topic.Entries.TryGetValue(name, out var entry) ? entry.Value : "";

    /// <returns>Empty where the broker cannot be asked: the embedded one, which neither compacts nor deletes by age.</returns>
    private async Task<List<DescribeConfigsResult>> DescribeAsync(
        IAdminClient admin,
        IReadOnlyList<string> topics,
        CancellationToken cancellationToken
    )
    {
        var started = Stopwatch.GetTimestamp();
        while (topics.Count > 0)
        {
            try
            {
                List<DescribeConfigsResult> results = [];
                await new AdminRequests(clients.Settings).UntilNotLetGoAsync(
                        async () =>
                            results = await admin
                                .DescribeConfigsAsync(
                                    topics.Select(t => new ConfigResource { Name = t, Type = ResourceType.Topic }),
                                    new DescribeConfigsOptions { RequestTimeout = clients.Settings.AnswerTimeout }
                                )
                                .ConfigureAwait(false),
                        cancellationToken
                    )
                    .ConfigureAwait(false);
                return results;
            }
            catch (KafkaException e) when (e.Error.Code is ErrorCode.Local_UnsupportedFeature or ErrorCode.UnsupportedVersion)
            {
                return [];
            }
            catch (DescribeConfigsException e)
                when (e.Results.All(r => !r.Error.IsError || r.Error.Code == ErrorCode.UnknownTopicOrPart)
                    && Stopwatch.GetElapsedTime(started) < clients.Settings.AnswerTimeout
                )
            {
                // Just created: the broker that was asked has not heard of it.
                await Task.Delay(AdminRequests.Poll, TimeProvider.System, cancellationToken).ConfigureAwait(false);
            }
            catch (KafkaException e) when (e.Error.IsUnreachable())
            {
                throw KafkaUnreachableException.At(clients.Settings, e);
            }
            catch (DescribeConfigsException e)
            {
                var failed = e.Results.Where(r => r.Error.IsError).Select(r => $"{r.ConfigResource.Name}: {r.Error.Reason}");
                throw new TopicsPendingException(
                    $"Kafka at {clients.Settings.Bootstrap} does not say how topics are kept ({string.Join("; ", failed)}). Allow this user to describe their configuration.",
                    e
                );
            }
        }
        return [];
    }
}
