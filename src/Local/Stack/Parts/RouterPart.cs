using System.Globalization;
using Confluent.Kafka;
using KillSwitch.Api.Health;
using KillSwitch.Hosting;
using KillSwitch.Kafka;
using KillSwitch.Kafka.Admin;
using KillSwitch.Kafka.Publishing;
using KillSwitch.Kafka.Routing;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Limits;

namespace KillSwitch.Local.Stack.Parts;

/// <summary>The routers of this process.</summary>
internal sealed class RouterPart : IStackPart
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);
    private IReadOnlyList<Router> _routers = [];

    public string Name => PartNames.Router;

    public IReadOnlyList<RouterStatus> Status => [.. _routers.Select(r => r.Status)];

    /// <summary>Why the routers deliver as they do, for people.</summary>
    public string DeliveryReason { get; private set; } = "";

    /// <summary>Returns when each router has read the whole kill state.</summary>
    public async Task StartAsync(StackContext context, CancellationToken cancellationToken)
    {
        var kafka = await context.KafkaAsync(cancellationToken);
        await PublishAsync(context.Options.Prices, kafka, context, cancellationToken);
        var mode = Mode(context);
        var embedded = context.Endpoints.Read().Embedded == true;
        var names = Names(context.Options).ToList();
        if (mode == DeliveryMode.Auto)
        {
            // One finds out for all: routers that deliver differently do not fence each other.
            await RunAsync(
                [New(kafka, Options(names[0], mode, embedded, context.Options), context)],
                r => r.Delivery != DeliveryMode.Auto,
                context,
                cancellationToken
            );
            mode = _routers[0].Status.Delivery;
            names.RemoveAt(0);
        }
        await RunAsync(
            names.Select(name => New(kafka, Options(name, mode, embedded, context.Options), context)),
            r => r.Ready,
            context,
            cancellationToken
        );
        DeliveryReason = context.Options.Delivery is null && embedded
            ? "the embedded broker does not implement transactions"
            : _routers[0].Status.DeliveryReason;
    }

    private static async Task PublishAsync(
        IReadOnlyList<PriceState> prices,
        KafkaSettings kafka,
        StackContext context,
        CancellationToken cancellationToken
    )
    {
        if (prices.Count == 0)
            return;
        using var publisher = new PricePublisher(kafka, context.Loggers);
        try
        {
            await publisher.PublishAsync(prices, cancellationToken);
        }
        catch (KafkaException e)
        {
            throw new CannotStartException($"The prices are not known to have reached Kafka at {kafka.Bootstrap}: {e.Error.Reason}", e);
        }
    }

    private async Task RunAsync(
        IEnumerable<Router> routers,
        Func<RouterStatus, bool> isSo,
        StackContext context,
        CancellationToken cancellationToken
    )
    {
        foreach (var router in routers)
        {
            _routers = [.. _routers, router];
            context.Run(router.Status.Service, router.RunAsync);
        }
        while (!_routers.All(r => isSo(r.Status)))
        {
            if (context.Failed.IsCompleted)
                throw CannotStart(await context.Failed);
            await Task.Delay(Poll, context.Time, cancellationToken);
        }
    }

    public IEnumerable<PartHealth> Health =>
        Status.Select(s => new PartHealth(
            s.Service,
            s.Ready,
            s.Ready
                ? $"{s.Delivery.ToString().ToLowerInvariant()} delivery, {s.KilledScopes} scopes killed, {Said(s.Limits)}, partitions {string.Join(",", s.Partitions.Keys.Order())}{Refused(s)}"
                : s.LastError ?? "reading the kill state; no order is let through"
        ));

    /// <summary>What every order is held against.</summary>
    internal static string Said(LimitTable limits) => LimitLine.Of(limits).Count() switch
    {
        0 => "no limits on orders",
        1 => "1 limit on orders",
        var count => string.Create(CultureInfo.InvariantCulture, $"{count:N0} limits on orders"),
    };

    private static string Refused(RouterStatus status) =>
        status.Refused.Count == 0
            ? ""
            : $"; refused: {string.Join(", ", status.Refused.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.Key} {r.Value:N0}")))}";

    private static IEnumerable<string> Names(StackOptions options) => (options.RouterName, options.Only) switch
    {
        ({ } name, _) => options.Routers == 1 ? [name] : Enumerable.Range(1, options.Routers).Select(i => $"{name}-{i}"),
        (null, null) => Enumerable.Range(1, options.Routers).Select(i => $"router-{i}"),
        _ => Enumerable.Range(1, options.Routers).Select(i => $"router-{Environment.ProcessId}-{i}"),
    };

    private static Router New(KafkaSettings kafka, RouterOptions options, StackContext context)
    {
        try
        {
            return new Router(kafka, options, context.Time, context.Loggers);
        }
        catch (ArgumentException e)
        {
            throw new CannotStartException(e.Message, e);
        }
    }

    /// <summary>
    /// On the embedded broker a router that joins or leaves is waited for nearly the whole session time-out; Kafka tells the others
    /// at once.
    /// </summary>
    private static RouterOptions Options(string name, DeliveryMode mode, bool embedded, StackOptions stack)
    {
        var options = new RouterOptions(name)
        {
            Delivery = mode,
            PassUnpriced = stack.PassUnpriced,
            Limits = stack.Limits,
            Replays = stack.Replays,
        };
        return embedded
            ? options with { SessionTimeout = TimeSpan.FromSeconds(3), StopTimeout = TimeSpan.FromSeconds(2) }
            : options;
    }

    /// <summary>
    /// The embedded broker is known not to implement transactions, so there is nothing to find out unless they are asked for.
    /// </summary>
    private static DeliveryMode Mode(StackContext context) => context.Options.Delivery switch
    {
        "transactional" => DeliveryMode.Transactional,
        "sequenced" => DeliveryMode.Sequenced,
        null => context.Endpoints.Read().Embedded == true ? DeliveryMode.Sequenced : DeliveryMode.Auto,
        var other => throw new CannotStartException($"--delivery is '{other}'; it must be sequenced or transactional."),
    };

    private static Exception CannotStart(Exception failure) =>
        failure.InnerException switch
        {
            DeliveryNotSupportedException
            or DeliveryFailedException
            or KafkaUnreachableException
            or TopicMissingException
            or TopicsMismatchException
            or TopicsPendingException => new CannotStartException(failure.InnerException.Message, failure),
            _ => failure,
        };
}
