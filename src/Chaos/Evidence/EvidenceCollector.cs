using KillSwitch.DynamoDb;
using KillSwitch.Kafka;
using KillSwitch.Kafka.Reading;
using KillSwitch.StepFunctions;
using KillSwitch.Verification.Facts;
using KillSwitch.Verification.Reading;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Chaos.Evidence;

/// <summary>
/// Reads everything after a run: topics in one pass each, histories, store, files. Every record is shown to the scanner for secrets.
/// </summary>
internal sealed class EvidenceCollector(EvidenceSource source)
{
    private const int MostReadings = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>What every step of anything leaves behind it.</summary>
    private static readonly string[] s_moving = [Topics.Commands, Topics.State, Topics.Limits, Topics.Audit];

    private readonly KafkaSettings _kafka = new(source.Bootstrap) { AnswerTimeout = Patience };

    /// <summary>
    /// Call it when the load has stopped and the system has settled, while brokers, engine and store still run. Whoever waits for people is
    /// reminded from time to time: where anything moved meanwhile, one part would tell of another moment than the other, and all is read
    /// again.
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
        var facts = await FactsAsync(secrets, cancellationToken);
        foreach (var execution in facts.Executions)
        {
            foreach (var e in execution.Events.EnumerateArray())
                secrets.Look(e.GetRawText(), () => $"event {e.GetProperty("id")} of {execution.Arn}");
        }
        Look(source.Mailbox, secrets, linksAllowed: true);
        foreach (var log in source.Logs)
            Look(log, secrets, linksAllowed: false);
        var waiting = facts.Store.Incidents.Values.Where(i => i is { IsOpen: true, Wait: not null });
        var tokens = await TokenProber.ProbeAsync(source.States, waiting, cancellationToken);
        return new ChaosEvidence(driver, facts, tokens, secrets.Result);
    }

    private async Task<RunFacts> FactsAsync(SecretScanner secrets, CancellationToken cancellationToken)
    {
        var (time, tables) = (TimeProvider.System, new DynamoDbSettings { Endpoint = source.DynamoDb.AbsoluteUri });
        using var client = tables.CreateClient();
        using var states = new StepFunctionsClient(source.States, source.StateMachineArn);
        var reader = new FactsReader(
            new TopicsReader(_kafka, starts: null, secrets.Look, source.Limits),
            new StoreReader(
                new DynamoDbIncidentStore(client, tables, time),
                new DynamoDbScopeStore(client, tables),
                new DynamoDbCommandStore(client, tables)),
            new ExecutionsReader(states, source.StateMachineArn),
            time);
        return await reader.ReadAsync(cancellationToken);
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
