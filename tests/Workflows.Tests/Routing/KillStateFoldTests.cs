using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Routing;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Tests.Routing;

public sealed class KillStateFoldTests
{
    private const long RestoredAt = 1_767_366_000_000;

    /// <summary>Every restore here.</summary>
    private const long After = RestoredAt + 1;

    private static readonly Order AnOrder = new("o-1", 1, "12345", "AAPL", Side.Buy, 1, 1m, "ALGO_X");
    private static readonly Scope[] Scopes =
    [
        Scope.Global,
        Scope.Account("12345"),
        Scope.Symbol("AAPL"),
        Scope.Strategy("ALGO_X"),
        Scope.Account("other"),
    ];

    private readonly List<StateAlarm> _alarms = [];
    private readonly KillStateFold _fold;

    public KillStateFoldTests() => _fold = new KillStateFold(TimeProvider.System, _alarms.Add);

    [Fact]
    public void Match_NothingPublished_Passes() => Assert.Empty(Matches());

    [Fact]
    public void Match_EveryScopeKilled_ListsThemWidestFirst()
    {
        foreach (var scope in Scopes.Reverse())
            Apply(State(scope, KillStatus.Killed, 1));

        Assert.Equal(Scopes[..4], Matches());
    }

    [Fact]
    public void Apply_NewerActive_Opens()
    {
        Apply(State(Scopes[1], KillStatus.Killed, 1));
        Apply(State(Scopes[1], KillStatus.Active, 2));

        Assert.Empty(Matches());
    }

    [Theory]
    [InlineData(5)]
    [InlineData(4)]
    public void Apply_NotNewer_IsIgnored(long version)
    {
        Apply(State(Scopes[1], KillStatus.Killed, 5));
        Apply(State(Scopes[1], KillStatus.Active, version));

        Assert.Equal([Scopes[1]], Matches());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("STATUS:PAUSED")]
    [InlineData("VERSION:0")]
    [InlineData("VERSION:9223372036854775807")]
    [InlineData("STATUS TWICE")]
    public void Apply_UnreadableValue_HoldsTheScopeBackAndRaisesAnAlarm(string? value)
    {
        var json = Json(State(Scopes[1], KillStatus.Active, 7));
        var text = value switch
        {
            "STATUS:PAUSED" => json.Replace("ACTIVE", "PAUSED"),
            "STATUS TWICE" => json.Replace("\"version\"", "\"status\":\"ACTIVE\",\"version\""),
            ['V', 'E', 'R', 'S', 'I', 'O', 'N', ':', .. var version] => json.Replace("\"version\":7", $"\"version\":{version}"),
            _ => value,
        };

        _fold.Apply(0, 3, "ACCOUNT:12345"u8.ToArray(), text is null ? null : Encoding.UTF8.GetBytes(text), RestoredAt);

        Assert.Equal([Scopes[1]], Matches());
        var alarm = Assert.Single(_alarms);
        Assert.Equal((0, 3L, Scopes[1]), (alarm.Partition, alarm.Offset, alarm.Scope!.Value));
        Assert.Equal(1, _fold.Alarms);
    }

    [Fact]
    public void Apply_UnreadableThenOldRecordAgain_StaysHeldBack()
    {
        Apply(State(Scopes[1], KillStatus.Active, 5));
        _fold.Apply(0, 1, "ACCOUNT:12345"u8.ToArray(), null, RestoredAt);
        Apply(State(Scopes[1], KillStatus.Active, 5));

        Assert.Equal([Scopes[1]], Matches());
    }

    [Fact]
    public void Apply_UnreadableThenNewerActive_Opens()
    {
        Apply(State(Scopes[1], KillStatus.Active, 5));
        _fold.Apply(0, 1, "ACCOUNT:12345"u8.ToArray(), null, RestoredAt);
        Apply(State(Scopes[1], KillStatus.Active, 6));

        Assert.Empty(Matches());
    }

    [Fact]
    public void Apply_KeyOfAnotherScope_HoldsBothBack()
    {
        _fold.Apply(0, 0, "SYMBOL:AAPL"u8.ToArray(), Encoding.UTF8.GetBytes(Json(State(Scopes[1], KillStatus.Killed, 1))), RestoredAt);

        Assert.Equal([Scopes[1], Scopes[2]], Matches());
        Assert.Equal(2, _alarms.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Apply_KeyOfAnotherScope_OpensTheScopeInsideOnlyByANewerVersionInAnyOrderOfPartitions(bool strangerFirst)
    {
        var stranger = () =>
            _fold.Apply(0, 0, "SYMBOL:OTHER"u8.ToArray(), Encoding.UTF8.GetBytes(Json(State(Scopes[1], KillStatus.Active, 5))), RestoredAt);
        if (strangerFirst)
            stranger();
        Apply(State(Scopes[1], KillStatus.Active, 4));
        if (!strangerFirst)
            stranger();
        Assert.Equal([Scopes[1]], Matches());

        Apply(State(Scopes[1], KillStatus.Active, 6));
        stranger();
        Assert.Empty(Matches());
    }

    [Fact]
    public void Apply_AVersionFromTheFuture_DoesNotShutTheScopeForTheWorkflow()
    {
        var future = TimeProvider.System.GetUtcNow().Add(StateRecord.MaxAhead).AddMinutes(1).ToUnixTimeMilliseconds();
        Apply(State(Scopes[1], KillStatus.Active, future));
        Assert.Equal([Scopes[1]], Matches());

        Apply(State(Scopes[1], KillStatus.Active, 5));
        Assert.Empty(Matches());
    }

    [Theory]
    [InlineData("account:12345")]
    [InlineData("SYMBOL:")]
    [InlineData("")]
    public void Apply_KeyThatIsNoScope_HoldsEverythingBackUntilItIsWithdrawn(string key)
    {
        var bytes = Encoding.UTF8.GetBytes(key);

        _fold.Apply(2, 9, bytes, Encoding.UTF8.GetBytes(Json(State(Scopes[1], KillStatus.Active, 1))), RestoredAt);
        Assert.Equal([Scope.Global], Matches());
        Assert.Null(Assert.Single(_alarms).Scope);

        _fold.Apply(2, 10, bytes, null, RestoredAt);
        Assert.Empty(Matches());
    }

    [Fact]
    public void View_TakenBefore_DoesNotChange()
    {
        var before = _fold.View([0]);
        Apply(State(Scope.Global, KillStatus.Killed, 1));

        Assert.Empty(before.Match(AnOrder, After).All);
        Assert.Equal([1L], _fold.View([1]).Offsets);
    }

    [Fact]
    public void CarryOver_KillThatVanishedFromTheTopic_StaysHeldBack()
    {
        Apply(State(Scopes[1], KillStatus.Killed, 5));
        Apply(State(Scopes[2], KillStatus.Killed, 5));
        var anew = new KillStateFold(TimeProvider.System, _alarms.Add);
        anew.Apply(0, 0, "SYMBOL:AAPL"u8.ToArray(), Encoding.UTF8.GetBytes(Json(State(Scopes[2], KillStatus.Active, 6))), RestoredAt);

        anew.CarryOver(_fold);

        Assert.Equal([Scopes[1]], anew.View([1]).Match(AnOrder, After).All.Select(m => m.Scope));
    }

    [Fact]
    public void CarryOver_UnreadableRecordThatVanishedFromTheTopic_StaysHeldBack()
    {
        _fold.Apply(0, 0, "ACCOUNT:12345"u8.ToArray(), "not a state"u8.ToArray(), RestoredAt);
        var anew = new KillStateFold(TimeProvider.System, _alarms.Add);

        anew.CarryOver(_fold);

        Assert.Equal([Scopes[1]], anew.View([0]).Match(AnOrder, After).All.Select(m => m.Scope));
    }

    [Fact]
    public void CarryOver_UnreadableRecordThatANewStateFollowed_Opens()
    {
        _fold.Apply(0, 0, "ACCOUNT:12345"u8.ToArray(), "not a state"u8.ToArray(), RestoredAt);
        var anew = new KillStateFold(TimeProvider.System, _alarms.Add);
        anew.Apply(0, 1, "ACCOUNT:12345"u8.ToArray(), Encoding.UTF8.GetBytes(Json(State(Scopes[1], KillStatus.Active, 1))), RestoredAt);

        anew.CarryOver(_fold);

        Assert.Empty(anew.View([2]).Match(AnOrder, After).All);
    }

    [Fact]
    public void CarryOver_KeyThatIsNoScopeAndVanishedFromTheTopic_HoldsEverythingBackUntilItIsWithdrawn()
    {
        _fold.Apply(0, 0, "nonsense"u8.ToArray(), "{}"u8.ToArray(), RestoredAt);
        var anew = new KillStateFold(TimeProvider.System, _alarms.Add);

        anew.CarryOver(_fold);
        Assert.Equal([Scope.Global], anew.View([0]).Match(AnOrder, After).All.Select(m => m.Scope));

        anew.Apply(0, 1, "nonsense"u8.ToArray(), null, RestoredAt);
        Assert.Empty(anew.View([1]).Match(AnOrder, After).All);
    }

    /// <summary>
    /// Any interleaving and re-delivery that keeps each scope's records in the order they were published, as a partition does.
    /// </summary>
    [Fact]
    public void Apply_AnyRecordsInAnyOrder_VersionsNeverFallAndTheNewestDecides()
    {
        var records = Gen.Choose(0, Scopes.Length - 1)
            .SelectMany(scope => Gen.Choose(1, 12), (scope, version) => (scope, version))
            .SelectMany(_ => Gen.Elements(KillStatus.Killed, KillStatus.Active), (r, _) => r)
            .ListOf();
        Prop.ForAll(records.ToArbitrary(), list =>
        {
            var fold = new KillStateFold(TimeProvider.System, _ => { });
            var newest = new long[Scopes.Length];
            foreach (var (scope, version) in list)
            {
                var before = fold.VersionOf(Scopes[scope]) ?? 0;
                var state = State(Scopes[scope], StatusOf(version), version);
                fold.Apply(0, 0, Encoding.UTF8.GetBytes(Scopes[scope].ToString()), Encoding.UTF8.GetBytes(Json(state)), RestoredAt);
                newest[scope] = Math.Max(newest[scope], version);
                if (fold.VersionOf(Scopes[scope]) < before || fold.VersionOf(Scopes[scope]) != newest[scope])
                    return false;
            }
            var expected = Enumerable
                .Range(0, 4)
                .Where(i => newest[i] > 0 && StatusOf(newest[i]) == KillStatus.Killed)
                .Select(i => Scopes[i]);
            return fold.View([0]).Match(AnOrder, After).All.Select(m => m.Scope).SequenceEqual(expected);
        }).QuickCheckThrowOnFailure();

        static KillStatus StatusOf(long version) => version % 2 == 1 ? KillStatus.Killed : KillStatus.Active;
    }

    [Fact]
    public void Apply_AnyBytes_NeverThrows() =>
        Prop.ForAll<byte[], byte[]>((key, value) =>
        {
            new KillStateFold(TimeProvider.System, _ => { }).Apply(0, 0, key, value, RestoredAt);
            return true;
        }).QuickCheckThrowOnFailure();

    private IEnumerable<Scope> Matches() => _fold.View([0]).Match(AnOrder, After).All.Select(m => m.Scope);

    private void Apply(KillState state) =>
        _fold.Apply(0, 0, Encoding.UTF8.GetBytes(state.Scope.ToString()), Encoding.UTF8.GetBytes(Json(state)), RestoredAt);

    private static string Json(KillState state) => JsonSerializer.Serialize(state, ContractsJson.Default.KillState);

    private static KillState State(Scope scope, KillStatus status, long version) =>
        new KillState
        {
            Scope = scope,
            Status = status,
            Version = version,
            IncidentId = "inc-1",
            Causes = ["cmd-1"],
            UpdatedTs = 1,
            UpdatedBy = "detector",
            Reason = "a reason",
            LastCmdId = "cmd-1",
            CorrId = "corr-1",
        };
}
