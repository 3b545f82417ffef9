using KillSwitch.Brokers;
using KillSwitch.Hosting;
using KillSwitch.Kafka;
using KillSwitch.Kafka.Admin;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Local.Stack.Parts;

/// <summary>
/// The topics, on whichever broker was chosen. They are announced to the routers only by <see cref="IntakePart"/>, when the state
/// topic is in order.
/// </summary>
public sealed class BrokerPart : IStackPart
{
    /// <summary>Enough for the embedded broker's 5 MiB a partition to hold a demo, and for eight routers to have work.</summary>
    public const int Partitions = 8;

    public string Name => PartNames.Broker;

    public async Task StartAsync(StackContext context, CancellationToken cancellationToken)
    {
        var settings = await SettingsAsync(context, cancellationToken);
        try
        {
            // The embedded broker has made its own topics, and cannot be asked about them.
            if (context.Options.Broker != BrokerChoice.Embedded)
                await new TopicAdmin(settings, context.Loggers).EnsureAsync(Topics.All, Partitions, cancellationToken);
        }
        catch (Exception e) when (e is KafkaUnreachableException or TopicsMismatchException or TopicsPendingException or ArgumentException)
        {
            throw new CannotStartException(e.Message, e);
        }
        await context.Endpoints.UpdateAsync(
            e => e with { Broker = settings.Bootstrap, Embedded = context.Options.Broker == BrokerChoice.Embedded },
            cancellationToken);
    }

    private static async Task<KafkaSettings> SettingsAsync(StackContext context, CancellationToken cancellationToken)
    {
        switch (context.Options.Broker)
        {
            case BrokerChoice.Embedded:
                return context.KeepDisposable(EmbeddedBroker.Start(Topics.All, Partitions, port: context.Options.Ports.Broker)).Settings;
            case BrokerChoice.ApacheKafka:
                context.Say("starting Apache Kafka");
                return new KafkaSettings(context.Keep(await ApacheKafkaAsync(context, cancellationToken)).Bootstrap);
            case BrokerChoice.External:
                return new KafkaSettings(context.Options.Bootstrap!);
            default:
                throw new InvalidOperationException($"Unknown broker {context.Options.Broker}.");
        }
    }

    private static async Task<ApacheKafka> ApacheKafkaAsync(StackContext context, CancellationToken cancellationToken)
    {
        var home = Environment.GetEnvironmentVariable("KAFKA_HOME");
        if (string.IsNullOrEmpty(home))
            throw new CannotStartException(
                "--kafka starts Apache Kafka from KAFKA_HOME, which is not set. Set it to an Apache Kafka 4.4 distribution (3.9 works too; https://kafka.apache.org/downloads), or leave --kafka out."
            );
        try
        {
            return await ApacheKafka.StartAsync(
                new ApacheKafkaOptions(home, context.Options.Data.Kafka) { Port = context.Options.Ports.Broker },
                // That it does not answer while it starts is no news; why it did not start, the fault says.
                loggers: null,
                cancellationToken
            );
        }
        catch (BrokerNotStartedException e)
        {
            throw new CannotStartException(e.Message, e);
        }
    }
}
