using KillSwitch.Kafka;
using KillSwitch.Kafka.Reading;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Chaos.Evidence;

/// <summary>Reads everything after a run: topics in one pass each, histories, store, files. Orders are kept as facts of some hundred bytes, not as records.</summary>
internal sealed class EvidenceCollector(EvidenceSource source)
{
    private const int MostReadings = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>What every step of anything leaves behind it.</summary>
    private static readonly string[] s_moving = [Topics.Commands, Topics.State, Topics.Audit];

    private readonly KafkaSettings _kafka = new(source.Bootstrap) { AnswerTimeout = Patience };

    /// <summary>
    /// Call it when the load has stopped and the system has settled, while brokers, engine and store still run. Whoever waits for people is
    /// reminded from time to time: where anything moved meanwhile, one part would tell of another moment than the other, and all is read again.
    /// </summary>
    public async Task<ChaosEvidence> CollectAsync(DriverNotes driver, CancellationToken cancellationToken)
    {
        for (var reading = 1; ; reading++)
        {
            var before = await EndsAsync();
            var evidence = await ReadAsync(driver, cancellationToken);
            if (reading == MostReadings || before.SequenceEqual(await EndsAsync()))
                return evidence;
        }
    }

    private async Task<List<long>> EndsAsync()
    {
        var reader = new TopicReader(_kafka);
        var ends = new List<long>();
        foreach (var topic in s_moving)
            ends.AddRange(await reader.EndsAsync(topic));
        return ends;
    }

    private async Task<ChaosEvidence> ReadAsync(DriverNotes driver, CancellationToken cancellationToken)
    {
        var secrets = new SecretScanner(driver.Secrets);
        var topics = new TopicsCollector(_kafka, secrets);
        var state = await topics.ReadWholeAsync(Topics.State, cancellationToken);
        var commands = await topics.ReadWholeAsync(Topics.Commands, cancellationToken);
        await topics.ReadOrdersAsync(cancellationToken);
        var gated = await topics.ReadCopiesAsync(Topics.GatedOrders, cancellationToken);
        var rejected = await topics.ReadCopiesAsync(Topics.RejectedOrders, cancellationToken);
        await topics.ReadAuditAsync(cancellationToken);
        await topics.PassOverAsync(Topics.RiskSignals, cancellationToken);
        await topics.PassOverAsync(Topics.RouterProgress, cancellationToken);

        var known = CommandFacts.Of(commands);
        var store = await new StoreCollector(source.DynamoDb, TimeProvider.System).ReadAsync(
            known.Select(c => c.Command.Scope).Concat(ScopesIn(state)),
            known.SelectMany(c => new[] { c.Command.CmdId, IncidentNames.OwnId(c.Command) }), cancellationToken);
        var reader = new ExecutionsCollector(source.States, source.StateMachineArn);
        var executions = await reader.ReadAsync(cancellationToken);
        foreach (var execution in executions)
        {
            foreach (var e in execution.Events.EnumerateArray())
                secrets.Look(e.GetRawText(), () => $"event {e.GetProperty("id")} of {execution.Arn}");
        }
        Look(source.Mailbox, secrets, linksAllowed: true);
        foreach (var log in source.Logs)
            Look(log, secrets, linksAllowed: false);

        return new ChaosEvidence
        {
            Driver = driver,
            Extents = topics.Extents,
            Orders = new OrderFacts(topics.Orders),
            Gated = gated,
            Rejected = rejected,
            Decisions = topics.Decisions,
            Steps = topics.Steps,
            UnreadableAudits = topics.UnreadableAudits,
            State = state,
            Commands = commands,
            Executions = executions,
            Store = store,
            Tokens = await reader.ProbeAsync(store.Incidents.Values.Where(i => i is { IsOpen: true, Wait: not null }), cancellationToken),
            Secrets = secrets.Result,
        };
    }

    private static IEnumerable<Scope> ScopesIn(TopicContents state)
    {
        foreach (var record in state.Records)
        {
            if (Scope.TryParse(System.Text.Encoding.UTF8.GetString(record.Key ?? []), out var scope, out _))
                yield return scope;
        }
    }

    private static void Look(string path, SecretScanner secrets, bool linksAllowed)
    {
        if (!File.Exists(path))
            return;
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            secrets.Look(line, () => $"{Path.GetFileName(path)} line {number}", linksAllowed);
        }
    }
}
