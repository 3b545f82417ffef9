using KillSwitch.Brokers;
using KillSwitch.Chaos.Checks;
using KillSwitch.Chaos.Evidence;
using KillSwitch.Chaos.Faults;
using KillSwitch.Chaos.Load;
using KillSwitch.Chaos.Plan;
using KillSwitch.Chaos.Probes;
using KillSwitch.Chaos.Processes;
using KillSwitch.Chaos.Watching;
using KillSwitch.Kafka;
using KillSwitch.Kafka.Routing;
using KillSwitch.Local.Mail;
using KillSwitch.Local.Stack;
using KillSwitch.Verification.Promises;

namespace KillSwitch.Chaos.Running;

/// <summary>Starts the stack, breaks it under load, lets it settle, and checks what it promised.</summary>
/// <param name="options">What to do.</param>
/// <param name="time">The clock of the driver.</param>
/// <param name="say">Tells what happens.</param>
internal sealed class ChaosRun(ChaosOptions options, TimeProvider time, Action<string> say)
{
    private const int BrokerHeapInMiB = 288;
    private static readonly TimeSpan StartsWithin = TimeSpan.FromMinutes(6);

    /// <summary>Brokers are killed and frozen, on a machine that does much else.</summary>
    private static readonly TimeSpan KafkaAnswersWithin = TimeSpan.FromSeconds(30);

    private readonly RunClock _clock = new(time);

    /// <param name="stop">Ends the faults early; what there was is settled and checked all the same. Before there was any, gives up.
    /// </param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TimeoutException">The stack did not come up.</exception>
    /// <exception cref="BrokerNotStartedException">Kafka did not come up.</exception>
    public async Task<ChaosOutcome> RunAsync(CancellationToken stop, CancellationToken cancellationToken)
    {
        var data = new DataDirectory(options.Data);
        using var breaking = CancellationTokenSource.CreateLinkedTokenSource(stop, cancellationToken);
        await using var cluster = await ClusterAsync(data, breaking.Token);
        await using var stack = new StackProcesses(
            data,
            cluster?.Bootstrap,
            options.Delivery,
            LoadLimits.WriteTo(data.Path),
            _clock
        );
        say("starting the stack, each part a process of its own");
        stack.Start();
        var kafka = await ReadyAsync(stack, cluster, breaking.Token);

        var ledgerFile = Path.Combine(data.Path, "ledger.jsonl");
        await using var witness = new StateWitness(kafka, _clock);
        await witness.StartAsync(breaking.Token);
        var (faults, unsettled, load) = ((IReadOnlyList<InjectedFault>)[], (string?)null, (LoadSums?)null);
        IReadOnlyDictionary<string, TimeSpan> undisturbed;
        TimeSpan ready;
        IReadOnlyList<string> tokens;
        using (var ledger = new Ledger(ledgerFile))
        {
            using var under = new RunLoad(kafka, options, stack, ledger, _clock);
            tokens = under.Desk.Tokens;
            await under.StartAsync(breaking.Token);
            var plan = ChaosPlan.Make(options.Seed, options.Duration, options.Kinds);
            say($"{plan.Count} faults in {options.Duration.TotalMinutes:0.#} minutes, at {options.OrdersPerSecond} orders a second");
            using var commands = new CommandSender(kafka, ledger, _clock);
            var probes = new RecoveryProbes(under.Orders, under.Decisions, under.States, commands, under.Desk, _clock);
            undisturbed = await probes.UndisturbedAsync(breaking.Token);
            ready = _clock.Now;
            var factory = new FaultFactory(stack, cluster, commands, under.Desk, under.Orders, _clock);
            var faulting = new FaultRun(factory, probes, _clock, say).RunAsync(plan, breaking.Token);
            await under.DuringAsync(faulting);
            faults = await faulting;
            cancellationToken.ThrowIfCancellationRequested();
            await under.StopAsync();
            say("the load has stopped; the system settles");
            var open = new OpenIncidents(() => stack.Endpoints.Dynamodb!, _clock.Time);
            var settling = new Settling(kafka, under.Orders, under.Decisions, probes, under.Desk, open, _clock)
                .SettleAsync(cancellationToken);
            await under.DuringAsync(settling);
            unsettled = await settling;
            load = await under.EndAsync();
        }
        var took = _clock.Now;
        var notes = new DriverNotes
        {
            Ledger = Ledger.Read(ledgerFile),
            Witness = await witness.StopAsync(),
            Faults = faults,
            Ready = ready,
            InForceWithin = options.InForceWithin,
            Delivery = options.Delivery == "transactional" ? DeliveryMode.Transactional : DeliveryMode.Sequenced,
            Expected = new Expectations(
                Kill: true,
                Restore: true,
                Malformed: true,
                GlobalRestore: unsettled is null,
                Repeats: faults.Any(f => f.Kind == FaultKinds.CommandsRepeated.Says)
            ),
            Secrets = [.. tokens, .. KeyTexts.Of(data.Path)],
        };
        say("reading what was left behind, and checking it");
        // The last fault may have been the engine's.
        var endpoints = await stack.EngineAsync(cancellationToken);
        var source = new EvidenceSource(
            kafka.Bootstrap,
            new Uri(endpoints.States!),
            endpoints.StateMachineArn!,
            new Uri(endpoints.Dynamodb!),
            Path.Combine(data.Path, Mailbox.FileName),
            LoadLimits.OfRun,
            [.. stack.Logs, .. Traces(data)]
        );
        var evidence = await new EvidenceCollector(source).CollectAsync(notes, cancellationToken);
        var checks = ChaosChecks.Run(evidence);
        return new ChaosOutcome(
            _clock.StartedAt,
            took,
            faults,
            checks,
            stack.Ended,
            ForceTimes.Of(evidence),
            load.Orders,
            load.Decisions,
            load.Answers,
            undisturbed,
            unsettled
        );
    }

    private static string[] Traces(DataDirectory data) => Directory.Exists(data.Traces) ? Directory.GetFiles(data.Traces) : [];

    private async Task<ApacheKafkaCluster?> ClusterAsync(DataDirectory data, CancellationToken cancellationToken)
    {
        if (options.KafkaHome is not { } home)
            return null;
        say("starting Apache Kafka, three nodes");
        return await ApacheKafkaCluster.StartAsync(
            new ApacheKafkaOptions(home, data.Kafka) { HeapInMiB = BrokerHeapInMiB, StartTimeout = StartsWithin },
            Names.Brokers.Count,
            loggers: null,
            cancellationToken
        );
    }

    /// <summary>Returns when every part that serves something serves it.</summary>
    private async Task<KafkaSettings> ReadyAsync(StackProcesses stack, ApacheKafkaCluster? cluster, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(StartsWithin);
        try
        {
            while (stack.Endpoints is not { Bootstrap: not null, Api: not null, States: not null, Dynamodb: not null })
                await Task.Delay(TimeSpan.FromMilliseconds(100), _clock.Time, patience.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException(
                $"The stack did not come up within {StartsWithin.TotalMinutes:0} minutes. Its logs are in {Path.Combine(options.Data, "logs")}.{string.Concat(stack.Ended.Select(e => $"\n{e.Process} ended with exit code {e.ExitCode}:\n{e.Said}"))}"
            );
        }
        var settings = new KafkaSettings(cluster?.Bootstrap ?? stack.Endpoints.Bootstrap!) { AnswerTimeout = KafkaAnswersWithin };
        return cluster is null ? settings with { FetchWait = EmbeddedBroker.FetchWait } : settings;
    }
}
