using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Operators;
using KillSwitch.Workflows.Refusals;
using KillSwitch.Workflows.Scopes;
using KillSwitch.Workflows.Tests.Incidents.InMemory;

namespace KillSwitch.Workflows.Tests.Operators;

public sealed class OperatorNotesTests : IAsyncLifetime
{
    private static readonly Scope s_scope = Scope.Account("1");

    private readonly KillWorld _world = new();
    private string _incidentId = "";

    private OperatorActions Operators => _world.Operators;

    public async Task InitializeAsync()
    {
        await _world.KillAsync(s_scope);
        await _world.FlowAsync();
        _incidentId = _world.Incident(s_scope).IncidentId;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task NoteAsync_Acknowledged_EverybodySeesWhoIsOnIt()
    {
        var receipt = (await Operators.NoteAsync(KillWorld.Alice, _incidentId, "ACKNOWLEDGE", "I call the desk", null, default)).Value!;

        Assert.Equal("alice is on it. ACCOUNT:1 stands as it did.", receipt.Message);
        var view = (await Operators.GetIncidentAsync(KillWorld.Dave, _incidentId, default)).Value!;
        Assert.Equal("alice", view.AcknowledgedBy);
        Assert.Equal([("alice", NoteKind.Acknowledge, "I call the desk")], view.Notes.Select(n => (n.By, n.Kind, n.Text)));
        Assert.Contains(_world.Audit.Records, r =>
            r is { Step: "IncidentNoted", Outcome: "OK", Actor: "user:alice", Detail: "is on it: I call the desk" }
            && r.IncidentId == _incidentId);
    }

    [Fact]
    public async Task NoteAsync_AnotherTakesItOn_IsOnItFromThenOn()
    {
        await Operators.NoteAsync(KillWorld.Alice, _incidentId, "ACKNOWLEDGE", "I call the desk", null, default);
        await Operators.NoteAsync(KillWorld.Bob, _incidentId, "ACKNOWLEDGE", "alice goes home", null, default);
        await Operators.NoteAsync(KillWorld.Alice, _incidentId, "NOTE", "the desk is called", null, default);

        Assert.Equal("bob", (await Operators.GetIncidentAsync(KillWorld.Dave, _incidentId, default)).Value!.AcknowledgedBy);
    }

    [Fact]
    public async Task NoteAsync_TheSameUnderItsKey_IsSaidOnce()
    {
        var first = (await Operators.NoteAsync(KillWorld.Alice, _incidentId, "NOTE", "seen", "key-1", default)).Value!;
        _world.Time.Advance(TimeSpan.FromMinutes(1));

        var again = (await Operators.NoteAsync(KillWorld.Alice, _incidentId, "NOTE", "seen", "key-1", default)).Value!;

        Assert.Equal(first with { Replayed = true }, again);
        Assert.Single(_world.Incident(s_scope).Notes);
    }

    [Fact]
    public async Task NoteAsync_KeyOfAnotherNote_IsRefused()
    {
        await Operators.NoteAsync(KillWorld.Alice, _incidentId, "NOTE", "seen", "key-1", default);

        var other = await Operators.NoteAsync(KillWorld.Alice, _incidentId, "NOTE", "seen twice", "key-1", default);

        Assert.Equal(RefusalCode.IdempotencyKeyReused, other.Refusal!.Code);
        Assert.Single(_world.Incident(s_scope).Notes);
    }

    [Theory]
    [InlineData("NOTE", " ", RefusalCode.ReasonMissing)]
    [InlineData("note", "seen", RefusalCode.FieldInvalid)]
    [InlineData(null, "seen", RefusalCode.FieldInvalid)]
    public async Task NoteAsync_Unusable_IsRefusedAndAudited(string? kind, string text, RefusalCode expected)
    {
        var refused = await Operators.NoteAsync(KillWorld.Alice, _incidentId, kind, text, null, default);

        Assert.Equal(expected, refused.Refusal!.Code);
        Assert.Empty(_world.Incident(s_scope).Notes);
        Assert.Contains(_world.Audit.Records, r =>
            r is { Step: "IncidentNoted", Outcome: "REFUSED" } && r.RefusalCode == expected.ToString());
    }

    [Fact]
    public async Task NoteAsync_Observer_IsRefused() =>
        Assert.Equal(
            RefusalCode.RoleMissing,
            (await Operators.NoteAsync(KillWorld.Dave, _incidentId, "NOTE", "seen", null, default)).Refusal!.Code);

    [Fact]
    public async Task NoteAsync_NoSuchIncident_IsRefused() =>
        Assert.Equal(
            RefusalCode.IncidentNotFound,
            (await Operators.NoteAsync(KillWorld.Alice, "inc-0000", "NOTE", "seen", null, default)).Refusal!.Code);

    [Fact]
    public async Task NoteAsync_WhileAnUnkillIsPending_LeavesItPending()
    {
        await _world.AskAsync(s_scope, KillWorld.Alice);
        await _world.FlowAsync();

        await Operators.NoteAsync(KillWorld.Bob, _incidentId, "NOTE", "looking", null, default);

        Assert.Equal(IncidentPhase.ApprovalPending, _world.Incident(s_scope).Phase);
        await _world.DecideAsync(KillWorld.Bob, "APPROVE");
        await _world.FlowAsync();
        Assert.False(_world.Incident(s_scope).IsOpen);
        var closed = await Operators.NoteAsync(KillWorld.Bob, _incidentId, "NOTE", "too late", null, default);
        Assert.Equal(RefusalCode.NoOpenIncident, closed.Refusal!.Code);
        Assert.Equal("looking", Assert.Single((await Operators.GetIncidentAsync(KillWorld.Dave, _incidentId, default)).Value!.Notes).Text);
    }
}
