using System.Text;
using System.Text.Json;
using KillSwitch.Course.Recordings;
using KillSwitch.Tests;
using KillSwitch.Workflows.Auditing;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Orders;

namespace KillSwitch.Course.Tests.Recordings;

/// <summary>The recording is of the contracts as they are now: else exercises would teach what no longer is.</summary>
public sealed class RecordingTests
{
    private static readonly Recording s_recording = Recording.Load(SourceTree.File("exercises", "recordings", "a-minute"));

    [Fact]
    public void Orders_OfTheRecording_AreOrdersOrWereRejected()
    {
        var rejected = s_recording.Audits.Where(audit => audit.Text("decision") == "REJECT").Select(SourceOf).ToHashSet();

        Assert.All(
            s_recording.Orders,
            o => Assert.True(OrderParser.TryParse(Bytes(o), out _, out _) != rejected.Contains((o.Partition, o.Offset)), o.Value.ToString())
        );
    }

    [Fact]
    public void StatesAndCommands_OfTheRecording_AreOfTheContract()
    {
        Assert.All(s_recording.States, s => Assert.NotNull(JsonSerializer.Deserialize(Bytes(s), ContractsJson.Default.KillState)));
        Assert.All(s_recording.Commands, c => Assert.NotNull(JsonSerializer.Deserialize(Bytes(c), ContractsJson.Default.Command)));
    }

    [Fact]
    public void Audits_OfTheRecording_AreReadByTheIndexAndOneForEachOrder()
    {
        Assert.All(s_recording.Audits, a => Assert.NotNull(AuditRecordReader.Read(new AuditRecord(a.Partition, a.Offset, a.Ts, Bytes(a)))));
        Assert.Equal(s_recording.Orders.Count, s_recording.Audits.Count(a => a.Text("decision") is not null));
    }

    /// <summary>What the exercises ask about: one incident by the detector, one by hand, one that is not over.</summary>
    [Fact]
    public void Incidents_OfTheRecording_AreWhatExercisesAskAbout()
    {
        var incidents = RecordedIncident.Of(s_recording);

        Assert.Contains(incidents, i => i is { KilledBy: "detector", Restored: not null, LetBy: > 0 });
        Assert.Contains(incidents, i => i.KilledBy != "detector" && i is { Restored: not null, NotRestoring: > 0 });
        Assert.Contains(incidents, i => i is { Restored: null, ApprovedBy: null });
        Assert.All(incidents, i => Assert.NotEmpty(i.HeldBack));
        Assert.All(incidents.Where(i => i.Restored is not null), i => Assert.NotEqual(i.AskedBy, i.ApprovedBy));
    }

    private static (int Partition, long Offset) SourceOf(RecordedRecord audit) =>
        (audit.Value.GetProperty("source_partition").GetInt32(), audit.Value.GetProperty("source_offset").GetInt64());

    private static byte[] Bytes(RecordedRecord record) => Encoding.UTF8.GetBytes(record.Value.GetRawText());
}
