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

    /// <summary>Each of another quantity, so that only ids make duplicates.</summary>
    private static byte[] Order(string id, int number) => Encoding.UTF8.GetBytes(
        Encoding.UTF8.GetString(Flow.Order(id, "12345"))
            .Replace("\"qty\":100", string.Create(CultureInfo.InvariantCulture, $"\"qty\":{100 + number}"), StringComparison.Ordinal)
    );
}
