using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using KillSwitch.OrderFormats;
using KillSwitch.OrderFormats.Orders;
using KillSwitch.Workflows.Orders;

namespace KillSwitch.Benchmarks.OrdersIn;

/// <summary>Readers of orders as other programs write them: from a file's bytes to the bytes of <c>orders.v1</c>.</summary>
internal sealed class OrdersInBenchmark : IBenchmark
{
    private const double FasterThanQuickFixJ = 4;
    private const string AddedUp = "merely adding its bytes up";

    public string Name => "orders-in";

    public string Describe =>
        "readers of FIX logs and CSV on one core, beside QuickFIX/J's parser where QUICKFIXJ_HOME is a folder with its jars (and java is there)";

    public async IAsyncEnumerable<Measurement> RunAsync(
        BenchmarkContext context,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var count = context.Amount(50_000, 500);
        var length = context.Time(TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(10));
        context.Say($"  writing a log of {count} orders and as many execution reports");
        var (log, messages) = FixLog.Make(count);
        var csv = Csv(count);
        var (fix, lines) = (Read(log, OrderFormat.Fix), Read(csv, OrderFormat.Csv));
        var rates = Rounds.Rates(
            context.Amount(5, 1),
            length,
            cancellationToken,
            () => Walk(log, messages),
            () => Done(Read(log, OrderFormat.Fix), messages),
            () => Walk(csv, csv.Length),
            () => Done(Read(csv, OrderFormat.Csv), csv.Length)
        );
        var conditions = string.Create(
            CultureInfo.InvariantCulture,
            $"{messages / 1e6:0.0} MB of messages, {fix:N0} orders and as many execution reports; checksums looked at, each order written as {nameof(OrderParser)} reads it; by processor time, collector included; median of 5 rounds"
        );
        yield return new Measurement("a FIX log, to orders", rates[1] / 1e6, "MB/s", conditions, new Baseline(AddedUp, rates[0] / 1e6));
        yield return new Measurement(
            "CSV, to orders",
            rates[3] / 1e6,
            "MB/s",
            string.Create(CultureInfo.InvariantCulture, $"{csv.Length / 1e6:0.0} MB, {lines:N0} orders; median of 5 rounds"),
            new Baseline(AddedUp, rates[2] / 1e6)
        );
        if (QuickFixJ.FromEnvironment() is not { } other)
        {
            context.Say("  QUICKFIXJ_HOME is not set: nothing stands beside the FIX reader");
            yield break;
        }
        var file = Path.GetTempFileName();
        double parsed;
        try
        {
            await File.WriteAllBytesAsync(file, log, cancellationToken);
            parsed = await other.BytesASecondAsync(file, length, cancellationToken);
        }
        finally
        {
            File.Delete(file);
        }
        yield return new Measurement(
            "a FIX log, beside QuickFIX/J",
            rates[1] / 1e6,
            "MB/s",
            $"{conditions}. QuickFIX/J takes the messages apart and looks at their checksums, on one thread by its processor time",
            new Baseline("QuickFIX/J's parser, of the same messages", parsed / 1e6),
            Aim.RatioAtLeast(FasterThanQuickFixJ)
        );
    }

    /// <summary>The least that looking at every byte costs.</summary>
    private static int Walk(byte[] bytes, int counted)
    {
        var sum = 0;
        foreach (var one in bytes)
            sum += one;
        return sum == 0 ? 0 : counted;
    }

    private static int Done(int orders, int counted) => orders > 0 ? counted : 0;

    /// <returns>How many orders were read.</returns>
    private static int Read(byte[] bytes, OrderFormat format)
    {
        // A reader may change what it is given.
        var options = new ReadingOptions { Strategy = "ALGO_X", Senders = [ReadingOptions.EverySender] };
        var read = OrdersReader.Read([.. bytes], format, options);
        return read.Refusals.Count == 0 && read.Orders.Count > 0
            ? read.Orders.Count
            : throw new InvalidOperationException("Not every order was read: what was measured is not what was meant.");
    }

    private static byte[] Csv(int count)
    {
        var text = new StringBuilder("order_id,ts,account_id,symbol,side,qty,price,strategy\n");
        var random = new Random(1);
        for (var i = 0; i < count; i++)
            text.Append(
                CultureInfo.InvariantCulture,
                $"ord-{i:d9},{1_767_366_000_000 + (i * 7L)},{SampleOrders.Account(random.Next(1_000))},SYM{random.Next(500)},{(i % 2 == 0 ? "BUY" : "SELL")},{random.Next(1, 10) * 100},{random.Next(5_000, 50_000) / 100m:0.00},ALGO_X\n"
            );
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
