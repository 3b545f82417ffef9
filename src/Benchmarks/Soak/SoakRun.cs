using Confluent.Kafka;
using KillSwitch.Benchmarks.EndToEnd;
using KillSwitch.Benchmarks.Kills;
using KillSwitch.Benchmarks.Report;
using KillSwitch.Kafka;
using KillSwitch.Kafka.Clients;
using KillSwitch.Kafka.Reading;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Benchmarks.Soak;

/// <summary>Runs the whole under an even load and takes a sample every minute.</summary>
/// <param name="options">How long, how fast.</param>
/// <param name="kafkaHome">An Apache Kafka distribution.</param>
/// <param name="say">Says how far it is, in one line.</param>
/// <param name="keep">Takes what is known so far, after every sample.</param>
internal sealed class SoakRun(SoakOptions options, string kafkaHome, Action<string> say, Func<SoakResult, Task> keep)
{
    private const int Accounts = 20_000;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan KafkaAnswersWithin = TimeSpan.FromMinutes(1);

    private readonly List<SoakSample> _samples = [];
    private readonly List<string> _troubles = [];
    private readonly DateTimeOffset _date = TimeProvider.System.GetUtcNow();
    private readonly Machine _machine = Machine.Here();
    private double? _maximum;
    private double _rate;

    /// <summary>Until its time is over, it is cancelled, or a process of the stack is gone.</summary>
    public async Task<SoakResult> RunAsync(CancellationToken cancellationToken)
    {
        say("starting Apache Kafka, routers, workflow, operator API and detector");
        await using var stack = await StackUnderLoad.StartAsync(
            kafkaHome,
            options.Routers,
            options.Delivery,
            watchers: true,
            cancellationToken
        );
        if (options.Rate is null)
        {
            say("measuring how much the whole sustains");
            _maximum = await Load.MostPerSecondAsync(stack.Broker.Clients, WarmUp, Measured, cancellationToken);
            await Task.Delay(Settle, TimeProvider.System, cancellationToken);
        }
        _rate = Math.Max(1, options.Rate ?? Math.Floor(_maximum!.Value / 2));
        say($"soaking for {options.Minutes} minutes at {_rate:0} orders/s");
        try
        {
            await SoakAsync(stack, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            _troubles.Add("It was stopped before its time.");
        }
        return Result();
    }

    private async Task SoakAsync(StackUnderLoad stack, CancellationToken cancellationToken)
    {
        var clients = stack.Broker.Clients;
        using var ends = clients.Reader("bench-lag", IsolationLevel.ReadUncommitted);
        var partitions = Positions.Of(Topics.Orders, Positions.PartitionCount(ends, clients.Settings, Topics.Orders));
        await using var reader = GatedReader.Start(clients);
        await using var watch = KillWatch.Start(clients);
        await using var orders = PacedOrders.Start(clients, new Pace(_rate), Accounts);
        using var desk = new DrillDesk(stack, new KillDrill(orders, watch), watch);
        var began = TimeProvider.System.GetTimestamp();
        var (seen, seenAt) = (0L, began);
        for (var minute = 1; minute <= options.Minutes; minute++)
        {
            var drill = DrillAsync(desk, HotScope.Number(minute), cancellationToken);
            var left = (Minute * minute) - TimeProvider.System.GetElapsedTime(began);
            await Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero, TimeProvider.System, cancellationToken);
            var kill = await drill;
            if (await EndsAsync(ends, partitions, clients.Settings, cancellationToken) is not { } written)
                return;
            var lag = Lag(written, reader.LastSources());
            var (nowSeen, nowAt) = (reader.Seen, TimeProvider.System.GetTimestamp());
            var sample = new SoakSample(
                TimeProvider.System.GetElapsedTime(began, nowAt).TotalMinutes,
                (nowSeen - seen) / TimeProvider.System.GetElapsedTime(seenAt, nowAt).TotalSeconds,
                reader.Latencies.Take(),
                lag,
                kill?.CommandToPublishedInMs,
                kill?.PublishedToLastAllowedInMs,
                [.. stack.Processes.Where(p => !p.HasEnded).Select(p => ProcessSample.Of(p.Name, p.Id))]);
            (seen, seenAt) = (nowSeen, nowAt);
            _samples.Add(sample);
            say(Line(sample));
            await keep(Result());
            if (stack.Processes.FirstOrDefault(p => p.HasEnded) is { } gone)
            {
                _troubles.Add($"{gone.Name} ended. The last it said: {gone.Tail().ReplaceLineEndings(" / ")}");
                return;
            }
        }
    }

    /// <summary>Null, and a trouble, if Kafka does not say it for a while. A leader that was just elected refuses at first.</summary>
    private async Task<long[]?> EndsAsync(
        IConsumer<byte[]?, byte[]?> consumer,
        IReadOnlyList<TopicPartition> partitions,
        KafkaSettings kafka,
        CancellationToken cancellationToken
    )
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return await DedicatedThread.RunAsync(() => Positions.Ends(consumer, partitions, kafka.AnswerTimeout));
            }
            catch (KafkaException) when (TimeProvider.System.GetElapsedTime(began) < KafkaAnswersWithin)
            {
                await Task.Delay(Again, TimeProvider.System, cancellationToken);
            }
            catch (KafkaException e)
            {
                _troubles.Add($"Kafka did not say for {KafkaAnswersWithin.TotalSeconds:0} s where the orders end: {e.Error.Reason}");
                return null;
            }
        }
    }

    private async Task<Kill?> DrillAsync(DrillDesk desk, HotScope hot, CancellationToken cancellationToken)
    {
        try
        {
            return await desk.KillAndRestoreAsync(hot, cancellationToken);
        }
        catch (Exception e) when (e is TimeoutException or InvalidOperationException or HttpRequestException)
        {
            _troubles.Add($"The drill of {hot.Scope}: {e.Message}");
            return null;
        }
    }

    private SoakResult Result() => new(_date, _machine, options, _maximum, _rate, [.. _samples], [.. _troubles]);

    private static IReadOnlyList<long> Lag(long[] ends, IReadOnlyList<long?> lastSources) =>
        [.. ends.Select((end, p) => lastSources[p] is { } last ? Math.Max(0, end - last - 1) : 0)];

    private static string Line(SoakSample sample) =>
        FormattableString.Invariant(
            $"minute {sample.AtMinute:0}: {sample.OrdersPerSecond:0} orders/s, p50 {sample.Latency.P50:0} ms, p99 {sample.Latency.P99:0} ms, lag {sample.Lag.Sum()}, kill {sample.CommandToPublishedInMs} + {sample.PublishedToLastAllowedInMs} ms; {string.Join(", ", sample.Processes.Select(p => FormattableString.Invariant($"{p.Name} {p.ResidentInMiB:0} MiB {p.Handles} fd {p.Threads} threads")))}"
        );
}
