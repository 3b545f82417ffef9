using System.Text;
using Confluent.Kafka;
using KillSwitch.Brokers;
using KillSwitch.Fuzz.Tests.Support;
using KillSwitch.Kafka.Clients;
using KillSwitch.Kafka.Commands;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Scopes;
using KillSwitch.Workflows.Tests.Incidents.InMemory;

using Names = KillSwitch.Workflows.Contracts.Headers;

namespace KillSwitch.Fuzz.Tests.Hostile;

public sealed class HostileCommandsTests
{
    /// <summary>
    /// Each is refused and audited, none holds up the kill behind them, and nothing of a header is kept that could not be stored.
    /// </summary>
    [Fact]
    public async Task Commands_OfAnyMake_AreAuditedAndTheKillBehindThemIsTakenIn()
    {
        using var broker = EmbeddedBroker.Start();
        using var producer = new KafkaClients(broker.Settings, null).Producer("test-hostile", TimeSpan.FromSeconds(20));
        var kill = Example.Of("command");
        var trace = Encoding.ASCII.GetBytes("00-" + new string('a', 900_000));
        byte[]?[] bad =
        [
            null,
            [],
            new byte[900_000],
            Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(kill)),
            [0x1f, 0x8b, 8, 0],
            "{}"u8.ToArray(),
            [.. Encoding.UTF8.Preamble, .. kill],
        ];
        foreach (var value in bad)
            await ProduceAsync(
                value,
                new()
                {
                    { Names.TraceParent, null },
                    { "foreign", new byte[50_000] },
                    { Names.Attestation, [0xff, 0] },
                }
            );
        await ProduceAsync(kill, new() { { Names.TraceParent, trace }, { Names.Attestation, [0xff] } });
        var world = new KillWorld();
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(60));

        await new CommandConsumer(broker.Settings, "test-hostile", TimeProvider.System).RunAsync(
            async (command, cancellationToken) =>
            {
                await world.Intake.HandleAsync(command, cancellationToken);
                if (world.Engine.Executions.Count > 0)
                    await stop.CancelAsync();
            },
            stop.Token);

        Assert.Equal(bad.Length, world.Audit.Records.Count(a => a.Step == Audits.CommandRefused));
        var incident = world.Incident(Scope.Account("12345"));
        Assert.Null(incident.FirstCause.TraceParent);

        Task ProduceAsync(byte[]? value, Confluent.Kafka.Headers headers) =>
            producer.ProduceAsync(
                new TopicPartition(Topics.Commands, 0),
                new Message<byte[]?, byte[]?>
                {
                    Key = null,
                    Value = value,
                    Headers = headers,
                }
            );
    }
}
