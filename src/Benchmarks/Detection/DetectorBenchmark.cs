using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Detection;
using KillSwitch.Workflows.Orders;

namespace KillSwitch.Benchmarks.Detection;

/// <summary>The detector's core, without Kafka.</summary>
internal sealed class DetectorBenchmark : IBenchmark
{
    /// <summary>As long as a window and its lateness: then as much is forgotten as comes in.</summary>
    private const int FillSeconds = 90;

    private const int Breaches = 200;

    public string Name => "detector";

    public string Describe => "the detector's core with 100,000 accounts active, and how soon a breach is a command";

    public async IAsyncEnumerable<Measurement> RunAsync(
        BenchmarkContext context,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await Task.Yield();
        var accounts = context.Amount(100_000, 1_000);
        var rateOfEvents = accounts / 10;
        var fill = rateOfEvents * FillSeconds;
        var measured = rateOfEvents * context.Amount(60, 10);
        context.Say($"  making {fill + measured} orders");
        var orders = SampleOrders.Make(fill + measured, accounts, rateOfEvents);
        cancellationToken.ThrowIfCancellationRequested();

        context.Say("  filling the windows");
        var (detector, bytes) = Memory.Of(() =>
        {
            var filled = new Detector(DetectionSettings.Default);
            ObserveAll(filled, orders.AsSpan(0, fill), cancellationToken);
            return filled;
        });
        cancellationToken.ThrowIfCancellationRequested();
        var groups = detector.Status.Groups;

        var processor = Environment.CpuUsage.TotalTime;
        for (var i = fill; i < orders.Length; i++)
            _ = OrderParser.TryParse(orders[i], out _, out _);
        var parsed = measured / (Environment.CpuUsage.TotalTime - processor).TotalSeconds;
        processor = Environment.CpuUsage.TotalTime;
        ObserveAll(detector, orders.AsSpan(fill), cancellationToken);
        var rate = measured / (Environment.CpuUsage.TotalTime - processor).TotalSeconds;
        if (detector.Status is { Signals: > 0 } or { Unmeasured: > 0 } or { Late: > 0 })
            throw new InvalidOperationException($"The orders were meant to be an ordinary day, and the detector says: {detector.Status}.");

        var conditions =
            $"{accounts:N0} accounts, {SampleOrders.Symbols} symbols, {SampleOrders.Strategies} strategies, {rateOfEvents:N0} orders a second of event time, windows of 60 s every 10 s; by processor time, collector included";
        yield return new Measurement(
            "observed, from the bytes of an order",
            rate,
            "orders/s",
            conditions,
            new Baseline("parsing them only", parsed)
        );
        yield return new Measurement("memory", bytes / (1024.0 * 1024), "MiB", $"{conditions}; {groups:N0} groups held");
        yield return new Measurement(
            "memory of an account",
            (double)bytes / accounts,
            "bytes/account",
            $"the same, and {(double)bytes / groups:0} bytes a group"
        );

        var times = BreachTimes(detector, orders[^1]);
        yield return new Measurement(
            "breach → command, p50",
            Rounds.Median(times),
            "µs",
            $"from the bytes of the order that crosses a limit to the bytes of the KILL; {times.Count} breaches"
        );
        yield return new Measurement("breach → command, p99", Rounds.Percentile(times, 0.99), "µs", "as above");
        yield return new Measurement("breach → command, max", times.Max(), "µs", "as above");
    }

    private static void ObserveAll(Detector detector, ReadOnlySpan<byte[]> orders, CancellationToken cancellationToken)
    {
        foreach (var order in orders)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Observe(detector, order);
        }
    }

    private static IReadOnlyList<Detected> Observe(Detector detector, byte[] value) =>
        OrderParser.TryParse(value, out var order, out var refusal)
            ? detector.Observe(order, order.Ts, null)
            : throw new InvalidOperationException(refusal.Message);

    /// <summary>Accounts that nobody has seen before, each with one order of more than is allowed.</summary>
    private static List<double> BreachTimes(Detector detector, byte[] like)
    {
        _ = OrderParser.TryParse(like, out var last, out _);
        var times = new List<double>();
        for (var i = 0; i < Breaches; i++)
        {
            var order = last! with { OrderId = $"mad-{i}", AccountId = $"mad-{i}", Qty = 20_000, Price = 100m };
            var value = JsonSerializer.SerializeToUtf8Bytes(order, ContractsJson.Default.Order);
            var started = Stopwatch.GetTimestamp();
            var command = Observe(detector, value).Select(d => d.Command).OfType<Command>().Single();
            var bytes = JsonSerializer.SerializeToUtf8Bytes(command, ContractsJson.Default.Command);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMicroseconds);
            GC.KeepAlive(bytes);
        }
        return times;
    }
}
