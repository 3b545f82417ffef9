using System.Globalization;
using System.Text;
using KillSwitch.Kafka.Routing;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Limits;

namespace KillSwitch.Kafka.Tests.Routing;

/// <summary>What a partition brought before a router had it counts for that router, too.</summary>
internal static class LimitScenarios
{
    /// <summary>Two are duplicates of orders that another router may have decided, and the seventh is one too many of its second.</summary>
    private static readonly string[] s_ids = ["o-1", "o-2", "o-1", "o-3", "o-2", "o-4", "o-5"];

    /// <summary>The first router stops with the order in its hands that follows so many, which are decided.</summary>
    public static async Task StoppedAtAnyOrder_TheNextDecidesAsItWouldHave(KafkaSettings settings, DeliveryMode delivery, int decided)
    {
        var limits = LimitsReader.Read("""{"limits":{"GLOBAL":{"duplicate_seconds":600,"max_orders_per_second":6}}}""", "limits");
        RouterOptions Options(string name) => RouterScenarios.Options(name, delivery) with { BatchSize = 1, Limits = limits };
        using var flow = new Flow(settings);
        await flow.SendInOneGoAsync(0, [.. s_ids.Select((id, i) => Order(id, i))]);
        Task? stopped = null;
        await using (var first = new RunningRouter(settings, Options("router-a"), (p, d) => p == 0 ? StopAt(d) : d))
            await first.UntilAsync(_ => stopped?.IsCompleted == true);

        await using var second = new RunningRouter(settings, Options("router-b"));
        await flow.UntilAuditedAsync(s_ids.Length);

        var audits = await flow.RequireExactlyOnceAsync();
        string?[] expected = [null, null, "114", null, "114", null, "115"];
        Assert.Equal(expected, audits.OrderBy(a => a.SourceOffset).Select(a => a.RefusalCode));
        Assert.Contains(audits, a => a.Service == "router-b");

        IDelivery StopAt(IDelivery inner)
        {
            if (delivery == DeliveryMode.Transactional)
            {
                var transactional = new TransactionalScenarios.StopBeforeCommit(inner, decided);
                stopped = transactional.Stopped.Task;
                return transactional;
            }
            var sequenced = new SequencedScenarios.StopBeforeAudits(inner, decided);
            stopped = sequenced.Stopped.Task;
            return sequenced;
        }
    }

    /// <summary>A change counts for every order that is read after it was acknowledged; one that cannot be read has orders refused.
    /// </summary>
    public static async Task ChangedWhileOrdersFlow_CountsForAllThatFollow(KafkaSettings settings, DeliveryMode delivery)
    {
        var limits = LimitsReader.Read("""{"limits":{"GLOBAL":{"max_qty":150}}}""", "limits");
        using var flow = new Flow(settings);
        await using var router = new RunningRouter(settings, RouterScenarios.Options("router-a", delivery) with { Limits = limits });
        await router.UntilAsync(s => s.Ready);

        await flow.SendEverywhereAsync(2);
        await flow.UntilAuditedAsync(6);
        await flow.PublishLimitAsync("max_qty:ACCOUNT:12345", LimitText("max_qty", "50", version: 1));
        await flow.SendEverywhereAsync(2);
        await flow.SendEverywhereAsync(1, account: "other");
        await flow.UntilAuditedAsync(15);
        // Looks back at orders from before it.
        await flow.PublishLimitAsync("max_qty:ACCOUNT:12345", LimitText("max_qty", null, version: 2));
        await flow.PublishLimitAsync("duplicate_seconds:ACCOUNT:12345", LimitText("duplicate_seconds", "600", version: 1));
        await flow.SendEverywhereAsync(1);
        await flow.UntilAuditedAsync(18);
        await flow.PublishLimitAsync("max_qty:ACCOUNT:12345", "nonsense");
        await flow.SendEverywhereAsync(1);
        await flow.SendEverywhereAsync(1, account: "other");
        await flow.UntilAuditedAsync(24);

        var audits = await flow.RequireExactlyOnceAsync();
        string Codes(string account) => string.Join(
            ' ',
            audits
                .Where(a => a.AccountId == account && a.SourcePartition == 0)
                .OrderBy(a => a.SourceOffset)
                .Select(a => a.RefusalCode ?? "-")
        );
        Assert.Equal(("- - 111 111 114 118", "- -"), (Codes("12345"), Codes("other")));
        Assert.All(audits.Where(a => a.RefusalCode == "111"), a => Assert.Equal(("ACCOUNT:12345", 50m), (a.LimitOwner, a.Limit!.Value)));
        Assert.Equal(6, audits.Count(a => a.LimitsOffsets is null));
        await router.UntilAsync(s => s.StateAlarms == 1);
    }

    /// <summary>What a symbol trades at is read with the state, so that it counts for the next order.</summary>
    public static async Task PricesPublished_ValueOrdersWithoutOne(KafkaSettings settings, DeliveryMode delivery)
    {
        var limits = LimitsReader.Read("""{"limits":{"GLOBAL":{"max_notional_usd":50000,"collar_percent":10}}}""", "limits");
        using var flow = new Flow(settings);
        await using var router = new RunningRouter(settings, RouterScenarios.Options("router-a", delivery) with { Limits = limits });
        var (atMarket, atAPrice) = (AtMarket("o-1"), Order("o-2", 0));

        await flow.SendInOneGoAsync(0, atMarket, atAPrice);
        await flow.UntilAuditedAsync(2);
        await flow.PublishPriceAsync("AAPL", 190);
        await flow.SendInOneGoAsync(0, atMarket, atAPrice);
        await flow.UntilAuditedAsync(4);
        await flow.PublishPriceAsync("AAPL", 1_000);
        await flow.SendInOneGoAsync(0, atMarket, atAPrice);
        await flow.UntilAuditedAsync(6);
        await flow.PublishPriceAsync("AAPL", 150);
        await flow.SendInOneGoAsync(0, atMarket, atAPrice);

        var audits = (await flow.UntilAuditedAsync(8)).OrderBy(a => a.SourceOffset).ToList();
        Assert.Equal(["106", "117", null, null, "112", null, null, "116"], audits.Select(a => a.RefusalCode));
        Assert.Equal([null, null, 190m, null, 1_000m, null, 150m, null], audits.Select(a => a.ReferencePrice));
    }

    private static string LimitText(string rule, string? value, long version) =>
        $$"""{"owner":"ACCOUNT:12345","rule":"{{rule}}","value":{{value ?? "null"}},"version":{{version}},"change_id":"lc-1","asked_by":"user:alice","reason":"test"}""";

    private static byte[] AtMarket(string id) => Encoding.UTF8.GetBytes(
        Encoding.UTF8.GetString(Order(id, 0)).Replace("\"price\":187.25", "\"order_type\":\"MARKET\"", StringComparison.Ordinal)
    );

    /// <summary>Each of another quantity, so that only ids make duplicates.</summary>
    private static byte[] Order(string id, int number) => Encoding.UTF8.GetBytes(
        Encoding.UTF8.GetString(Flow.Order(id, "12345"))
            .Replace("\"qty\":100", string.Create(CultureInfo.InvariantCulture, $"\"qty\":{100 + number}"), StringComparison.Ordinal)
    );
}
