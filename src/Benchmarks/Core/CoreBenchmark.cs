using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using KillSwitch.Workflows.Routing;

namespace KillSwitch.Benchmarks.Core;

/// <summary>The decision core on one core: from the bytes of an order to the bytes of its audit.</summary>
internal sealed class CoreBenchmark : IBenchmark
{
    public string Name => "core";

    public string Describe => "the decision core on one core, from the bytes of an order to the bytes of its audit";

    public async IAsyncEnumerable<Measurement> RunAsync(BenchmarkContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        var order = Encoding.UTF8.GetBytes("""{"order_id":"o-1","ts":1767366002001,"account_id":"12345","symbol":"AAPL","side":"BUY","qty":100,"price":187.25,"strategy":"ALGO_X"}""");
        using var json = new AuditJson();
        var view = new KillStateFold(_ => { }).View([0]);
        var count = context.Amount(1_000_000, 10_000);
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < count; i++)
            json.Write(RoutingDecision.Decide(5, order, new OrderSource(0, i), view, "router-1", 1767366002500));
        var rate = count / Stopwatch.GetElapsedTime(started).TotalSeconds;

        started = Stopwatch.GetTimestamp();
        for (var i = 0; i < count; i++)
            Walk(order);
        var walk = count / Stopwatch.GetElapsedTime(started).TotalSeconds;
        yield return new Measurement("decide", rate, "orders/s", $"{order.Length} bytes an order, nothing killed", new Baseline("walking the same bytes with Utf8JsonReader", walk), Aim.AtLeast(1_000_000));
    }

    private static void Walk(byte[] order)
    {
        var reader = new Utf8JsonReader(order);
        while (reader.Read())
        {
        }
    }
}
