using System.Text;
using System.Text.Json;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Routing;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Tests.Routing;

/// <summary>What a fold does with records in another writer's hand, with what it read before, and what it tells people.</summary>
public sealed class KillStateFoldEdgesTests
{
    private const long At = 1_767_366_000_000;

    private static readonly Scope s_account = Scope.Account("12345");
    private static readonly Scope s_symbol = Scope.Symbol("AAPL");

    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true };

    private readonly List<StateAlarm> _alarms = [];
    private readonly KillStateFold _fold;

    public KillStateFoldEdgesTests() => _fold = new KillStateFold(TimeProvider.System, _alarms.Add);

    /// <summary>A state that another program wrote, with blanks and in another order, counts like ours.</summary>
    [Fact]
    public void Apply_AnothersHand_KillsRestoresAndForgetsNoVersion()
    {
        Apply(State(s_account, KillStatus.Killed, 5), foreign: true);
        Assert.Equal([s_account], Matches(At + 1));
        Assert.Equal(5, _fold.VersionOf(s_account));

        Apply(State(s_account, KillStatus.Active, 5), foreign: true);
        Assert.Equal([s_account], Matches(At + 1));

        Apply(State(s_account, KillStatus.Active, 6), foreign: true);
        Assert.Empty(Matches(At + 1));
        Assert.Equal([s_account], Matches(At));
        Assert.Empty(_alarms);
    }

    [Fact]
    public void Apply_ValueThatCannotBeRead_SaysWhichWhereAndUntilWhen()
    {
        _fold.Apply(2, 7, Key(s_account), null, At);

        var said = Assert.Single(_alarms).Message;
        Assert.StartsWith("The state record of ACCOUNT:12345 at partition 2, offset 7 cannot be read: ", said);
        Assert.EndsWith(". Orders of ACCOUNT:12345 are held back until a newer record is published.", said);
        Assert.StartsWith("the state of ACCOUNT:12345 cannot be read: ", ReasonOf(s_account));
    }

    [Fact]
    public void Apply_KeyOfAnotherScope_SaysOfBothWhatIsWrong()
    {
        _fold.Apply(0, 0, Key(s_symbol), Json(State(s_account, KillStatus.Killed, 1)), At);

        Assert.Equal("the state of SYMBOL:AAPL cannot be read: it is about ACCOUNT:12345", ReasonOf(s_symbol));
        Assert.Equal("the state of ACCOUNT:12345 cannot be read: it stands under the key SYMBOL:AAPL", ReasonOf(s_account));
    }

    [Fact]
    public void Apply_KeyOfAnotherScopeAndAnOldVersion_LeavesTheScopeInsideAlone()
    {
        Apply(State(s_account, KillStatus.Active, 9));

        _fold.Apply(0, 1, Key(s_symbol), Json(State(s_account, KillStatus.Killed, 9)), At);

        Assert.Equal([s_symbol], Matches(At + 1));
        Assert.Single(_alarms);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("nonsense")]
    public void Apply_KeyThatIsNoScope_SaysThatEverythingIsHeldBackAndWhatToDo(string? key)
    {
        var bytes = key is null ? null : Encoding.UTF8.GetBytes(key);

        _fold.Apply(1, 4, bytes, "{}"u8.ToArray(), At);

        Assert.Equal(
            $"The state record at partition 1, offset 4 has a key that is no scope ({Scope.Forms}). All orders are held back. "
            + "Find who wrote it; then withdraw it with a record of the same key and no value.",
            Assert.Single(_alarms).Message);
        Assert.Equal(
            "a record of the state topic (partition 1, offset 4) names no scope, so nobody can tell whom it stops",
            ReasonOf(Scope.Global));
        _fold.Apply(1, 5, bytes, null, At);
        Assert.Empty(Matches(At + 1));
    }

    /// <summary>A key that is none and one that is empty are one key: a record of the one withdraws that of the other.</summary>
    [Fact]
    public void Apply_NoKeyAndAnEmptyOne_AreTheSame()
    {
        _fold.Apply(0, 0, null, "{}"u8.ToArray(), At);
        _fold.Apply(0, 1, [], null, At);

        Assert.Empty(Matches(At + 1));
    }

    [Fact]
    public void View_NothingChanged_IsTheSameForTheSameOffsetsAndKnowsOthers()
    {
        Apply(State(s_account, KillStatus.Killed, 1));
        var first = _fold.View([1, 2]);

        Assert.Same(first, _fold.View([1, 2]));
        Assert.Equal([1L, 3L], _fold.View([1, 3]).Offsets);
        Assert.Equal(1, _fold.View([1, 3]).KilledScopes);
    }

    [Theory]
    [InlineData(4, true)]
    [InlineData(5, false)]
    [InlineData(6, false)]
    public void CarryOver_OfAKill_HoldsWhatTheTopicTellsOnlyOlderOf(long told, bool holds)
    {
        Apply(State(s_account, KillStatus.Killed, 5));
        var anew = new KillStateFold(TimeProvider.System, _alarms.Add);
        anew.Apply(0, 0, Key(s_account), Json(State(s_account, KillStatus.Active, told)), At);

        anew.CarryOver(_fold);

        Assert.Equal(holds ? 1 : 0, anew.View([1]).KilledScopes);
        Assert.Equal(holds ? 5 : told, anew.VersionOf(s_account));
    }

    [Fact]
    public void CarryOver_OfAKillThatVanished_SaysWhichVersionAndOpensForANewerOneAlone()
    {
        Apply(State(s_account, KillStatus.Killed, 5));
        var anew = new KillStateFold(TimeProvider.System, _alarms.Add);

        anew.CarryOver(_fold);

        var alarm = Assert.Single(_alarms);
        Assert.Equal((-1, -1L, s_account), (alarm.Partition, alarm.Offset, alarm.Scope!.Value));
        Assert.Contains("cannot be read: version 5, which was read before, has vanished from the topic.", alarm.Message);
        anew.Apply(0, 0, Key(s_account), Json(State(s_account, KillStatus.Active, 5)), At);
        Assert.Equal(1, anew.View([1]).KilledScopes);
        anew.Apply(0, 1, Key(s_account), Json(State(s_account, KillStatus.Active, 6)), At);
        Assert.Equal(0, anew.View([2]).KilledScopes);
    }

    [Fact]
    public void CarryOver_OfARecordThatCouldNotBeRead_SaysSo()
    {
        _fold.Apply(0, 0, Key(s_account), null, At);
        var anew = new KillStateFold(TimeProvider.System, _alarms.Add);

        anew.CarryOver(_fold);

        Assert.Contains("cannot be read: a record, which was read before, has vanished from the topic.", _alarms[^1].Message);
    }

    [Theory]
    [InlineData(KillStatus.Killed)]
    [InlineData(KillStatus.Active)]
    public void CarryOver_OfARecordThatCouldNotBeRead_GivesWayToWhateverTheTopicTells(KillStatus told)
    {
        _fold.Apply(0, 0, Key(s_account), null, At);
        var anew = new KillStateFold(TimeProvider.System, _alarms.Add);
        anew.Apply(0, 0, Key(s_account), Json(State(s_account, told, 1)), At);
        var before = _alarms.Count;

        anew.CarryOver(_fold);

        Assert.Equal(before, _alarms.Count);
        Assert.Equal(1, anew.VersionOf(s_account));
    }

    [Fact]
    public void CarryOver_OfARestoreThatVanished_HoldsBackWhatWasSentBeforeIt()
    {
        Apply(State(s_account, KillStatus.Active, 5));
        var anew = new KillStateFold(TimeProvider.System, _alarms.Add);

        anew.CarryOver(_fold);

        Assert.Equal([s_account], Matches(At, anew));
        Assert.Empty(Matches(At + 1, anew));
    }

    private IEnumerable<Scope> Matches(long sentInMs, KillStateFold? fold = null) =>
        (fold ?? _fold).View([0]).Match(new Order("o-1", 1, "12345", "AAPL", Side.Buy, 1, 1m, "ALGO_X"), sentInMs).All.Select(m => m.Scope);

    private string ReasonOf(Scope scope) =>
        Encoding.UTF8.GetString(
            _fold.View([0])
                .Match(new Order("o-1", 1, "12345", "AAPL", Side.Buy, 1, 1m, "ALGO_X"), At + 1)
                .All.Single(m => m.Scope == scope)
                .ReasonInJson);

    private void Apply(KillState state, bool foreign = false)
    {
        var json = Json(state);
        _fold.Apply(0, 0, Key(state.Scope), foreign ? InAnotherHand(json) : json, At);
    }

    private static byte[] InAnotherHand(byte[] json)
    {
        var members = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json)!.Reverse().ToDictionary();
        return JsonSerializer.SerializeToUtf8Bytes(members, s_indented);
    }

    private static byte[] Key(Scope scope) => Encoding.UTF8.GetBytes(scope.ToString());

    private static byte[] Json(KillState state) => JsonSerializer.SerializeToUtf8Bytes(state, ContractsJson.Default.KillState);

    private static KillState State(Scope scope, KillStatus status, long version) => new()
    {
        Scope = scope, Status = status, Version = version, IncidentId = "inc-1", Causes = ["cmd-1"], UpdatedTs = 1,
        UpdatedBy = "detector", Reason = "a reason", LastCmdId = "cmd-1", CorrId = "corr-1",
    };
}
