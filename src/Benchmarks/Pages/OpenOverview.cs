using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using KillSwitch.Benchmarks.EndToEnd;
using KillSwitch.Benchmarks.Idle;
using KillSwitch.Kafka.Routing;
using KillSwitch.Local.Acts;
using KillSwitch.Local.Demo;

namespace KillSwitch.Benchmarks.Pages;

/// <summary>
/// The overview is open, asked for as the page asks, while routers decide: what the process that serves it pays for that.
/// </summary>
internal sealed class OpenOverview(BenchmarkContext context)
{
    private const int Decisions = 10_000;
    private const int Routers = 2;
    private const int Accounts = 20_000;

    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    public async IAsyncEnumerable<Measurement> MeasureAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var stack = await StackUnderLoad.StartAsync(
            context.KafkaHome!,
            Routers,
            DeliveryMode.Transactional,
            watchers: true,
            cancellationToken
        );
        var warmUp = context.Time(TimeSpan.FromSeconds(20), s_second);
        var measured = context.Time(TimeSpan.FromSeconds(40), TimeSpan.FromSeconds(4));
        var api = ProcessFamily.Of(stack.Processes.Single(process => process.Name == "api").Id);
        await using var orders = PacedOrders.Start(stack.Broker.Clients, new Pace(Decisions), Accounts);
        await Task.Delay(warmUp, TimeProvider.System, cancellationToken);
        context.Say("nobody looks");
        var closed = await ShareAsync(api, () => Task.Delay(measured, TimeProvider.System, cancellationToken));

        using var people = new People(stack.Data, stack.Endpoints.Api!, TimeProvider.System);
        context.Say("the overview is open");
        await LookAsync(people.Bob, warmUp, cancellationToken);
        JsonNode? seen = null;
        var open = await ShareAsync(api, async () => seen = await LookAsync(people.Bob, measured, cancellationToken));

        yield return new Measurement(
            "server's processor time for the overview",
            open - closed,
            "% of a core",
            $"of the process that serves the API, beyond {closed:0.0} % while nobody looks; {Decisions:N0} orders a second sent, {Routers} routers, Kafka, the load and the page on the same machine",
            Aim: Aim.AtMost(5)
        );
        yield return new Measurement(
            "decisions that the page counted",
            Counted(seen!, (int)measured.TotalSeconds / 2),
            "decisions/s",
            "by the routers' own times, in the last whole seconds of that",
            new Baseline("orders sent a second", Decisions)
        );
    }

    /// <summary>Asks as often as the page does; gives the latest of what happens.</summary>
    private static async Task<JsonNode> LookAsync(OperatorClient who, TimeSpan time, CancellationToken cancellationToken)
    {
        var (began, latest) = (Stopwatch.GetTimestamp(), 1L);
        for (var second = 0; ; second++)
        {
            var live = await GetAsync(who, $"/live?after={latest}", cancellationToken);
            latest = Math.Max(1, live["latest"]!.GetValue<long>());
            string[] others = ["/state", "/scenarios", .. second % 2 == 0 ? ["/limits/nearest"] : Array.Empty<string>()];
            foreach (var path in others)
                await GetAsync(who, path, cancellationToken);
            if (second % 3 == 0)
                await who.GetAsync("/health", cancellationToken);
            if (Stopwatch.GetElapsedTime(began) >= time)
                return live;
            await Task.Delay(s_second, TimeProvider.System, cancellationToken);
        }
    }

    private static async Task<JsonNode> GetAsync(OperatorClient who, string path, CancellationToken cancellationToken)
    {
        var reply = await who.GetAsync(path, cancellationToken);
        return reply.Ok ? reply.Body! : throw new InvalidOperationException($"{path}: {reply.Message}");
    }

    /// <summary>Of whole seconds: the latest are not over, or not all of them has been read.</summary>
    private static double Counted(JsonNode live, int most)
    {
        var seconds = live["seconds"]!.AsArray().SkipLast(3).TakeLast(Math.Max(1, most)).ToList();
        string[] verdicts = ["allowed", "dropped", "rejected"];
        return seconds.Count == 0 ? double.NaN : seconds.Average(second => verdicts.Sum(verdict => second![verdict]!.GetValue<long>()));
    }

    private static async Task<double> ShareAsync(ProcessFamily process, Func<Task> meanwhile)
    {
        var (before, began) = (process.ProcessorTime(), Stopwatch.GetTimestamp());
        await meanwhile();
        return 100 * (process.ProcessorTime() - before) / Stopwatch.GetElapsedTime(began);
    }
}
