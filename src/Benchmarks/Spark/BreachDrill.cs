using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Confluent.Kafka;
using KillSwitch.Kafka.Clients;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Benchmarks.Spark;

/// <summary>
/// Breaks limits, one after the other, and measures how soon each has its command: from when the order that crosses is handed to the
/// client until the command can be read.
/// </summary>
/// <param name="clients">Of the broker.</param>
/// <param name="watch">Sees the commands.</param>
/// <param name="job">The detection.</param>
/// <param name="name">Part of its accounts' names, which no other drill of the run may have: it would find them commanded.</param>
internal sealed class BreachDrill(KafkaClients clients, CommandWatch watch, StartedJob job, string name) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(2);

    private readonly IProducer<byte[]?, byte[]?> _producer = clients.Producer("bench-breaches", null, config => config.LingerMs = 0);
    private int _made;

    /// <summary>Times in ms by rule, of <paramref name="each"/> breaches of every rule in turns.</summary>
    /// <param name="each">How many.</param>
    /// <param name="pause">Between a command and the next breach, at random up to twice as long: no pace of micro-batches is met.</param>
    /// <param name="say">Told of what took long.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyDictionary<string, List<double>>> RunAsync(
        int each,
        TimeSpan pause,
        Action<string> say,
        CancellationToken cancellationToken
    )
    {
        var random = new Random(1);
        var times = Breach.Rules.ToDictionary(r => r, _ => new List<double>());
        for (var i = 0; i < each; i++)
        {
            foreach (var rule in Breach.Rules)
            {
                var account = string.Create(CultureInfo.InvariantCulture, $"MAD-{name}-{++_made}");
                var ms = await OneAsync(rule, account, 0, cancellationToken);
                times[rule].Add(ms);
                if (ms > 2_000)
                    say($"    {rule} took {ms:0} ms");
                await Task.Delay(pause * (2 * random.NextDouble()), TimeProvider.System, cancellationToken);
            }
        }
        return times;
    }

    /// <summary>A scope is mad, restored at once, and mad again: times in ms from the order that crosses again to its command.</summary>
    public async Task<List<double>> AfterARestoreAsync(int count, TimeSpan pause, CancellationToken cancellationToken)
    {
        var times = new List<double>();
        for (var i = 0; i < count; i++)
        {
            var rule = Breach.Rules[i % Breach.Rules.Count];
            var account = string.Create(CultureInfo.InvariantCulture, $"AGAIN-{name}-{++_made}");
            await OneAsync(rule, account, 0, cancellationToken);
            await RestoreAsync(Breach.Of(rule, account, 0).Scope);
            // Orders of the millisecond of the ACTIVE are of before.
            await Task.Delay(Poll, TimeProvider.System, cancellationToken);
            times.Add(await OneAsync(rule, account, 1, cancellationToken));
            await Task.Delay(pause, TimeProvider.System, cancellationToken);
        }
        return times;
    }

    /// <summary>Sends all orders of it, and returns when the broker has them.</summary>
    public static void Send(KafkaClients clients, Breach breach)
    {
        using var producer = clients.Producer("bench-breach", null, config => config.LingerMs = 0);
        foreach (var order in breach.Orders)
            producer.Produce(Topics.Orders, new Message<byte[]?, byte[]?> { Key = Encoding.UTF8.GetBytes(breach.Account), Value = order });
        producer.Flush(Patience);
    }

    public void Dispose() => _producer.Dispose();

    private async Task<double> OneAsync(string rule, string account, int salt, CancellationToken cancellationToken)
    {
        var breach = Breach.Of(rule, account, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(), salt);
        var before = watch.Of(breach.Scope).Count;
        var key = Encoding.UTF8.GetBytes(breach.Account);
        var sent = 0L;
        foreach (var order in breach.Orders)
        {
            sent = Stopwatch.GetTimestamp();
            _producer.Produce(Topics.Orders, new Message<byte[]?, byte[]?> { Key = key, Value = order });
        }
        while (watch.Of(breach.Scope).Count == before)
        {
            if (job.Job.Ended.IsCompleted)
                throw new InvalidOperationException($"Spark ended. It said:\n{job.Job.Tail()}");
            if (Stopwatch.GetElapsedTime(sent) > Patience)
                throw new TimeoutException($"{breach.Scope} crossed {rule} and was not killed within {Patience.TotalSeconds:0} s.");
            await Task.Delay(Poll, TimeProvider.System, cancellationToken);
        }
        return Stopwatch.GetElapsedTime(sent, watch.Of(breach.Scope).At).TotalMilliseconds;
    }

    private Task RestoreAsync(Scope scope)
    {
        var version = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        var state = JsonSerializer.Deserialize(SampleStates.Value("X", version, KillStatus.Active), ContractsJson.Default.KillState)! with
        {
            Scope = scope,
        };
        return _producer.ProduceAsync(
            Topics.State,
            new Message<byte[]?, byte[]?>
            {
                Key = Encoding.UTF8.GetBytes(scope.ToString()),
                Value = JsonSerializer.SerializeToUtf8Bytes(state, ContractsJson.Default.KillState),
            }
        );
    }
}
