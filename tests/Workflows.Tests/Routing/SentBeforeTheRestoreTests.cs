using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Routing;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Tests.Routing;

/// <summary>What was sent under a kill does not come out after it, as the fold and its views say it.</summary>
public sealed class SentBeforeTheRestoreTests
{
    private const long RestoredAt = 1_767_366_001_706;

    private static readonly Order AnOrder = new("o-1", 1, "12345", "AAPL", Side.Buy, 1, 1m, "ALGO_X");
    private static readonly Scope[] Scopes =
    [
        Scope.Global,
        Scope.Account("12345"),
        Scope.Symbol("AAPL"),
        Scope.Strategy("ALGO_X"),
        Scope.Account("other"),
    ];

    private readonly KillStateFold _fold = New();

    public static TheoryData<int> Its => [0, 1, 2, 3];

    [Theory]
    [MemberData(nameof(Its))]
    public void Match_SentBeforeItsScopeWasRestored_IsHeldBackByIt(int scope)
    {
        Publish(Scopes[scope], KillStatus.Killed, 1, RestoredAt - 1000);
        Publish(Scopes[scope], KillStatus.Active, 2, RestoredAt);

        var held = Assert.Single(Match(RestoredAt - 3));
        Assert.Equal((Scopes[scope], 2L, RestoredAt), (held.Scope, held.Version, held.HeldUpToInMs));
    }

    [Theory]
    [MemberData(nameof(Its))]
    public void Match_SentInTheMillisecondOfTheRestore_IsHeldBackAndTheNextIsNot(int scope)
    {
        Publish(Scopes[scope], KillStatus.Active, 2, RestoredAt);

        Assert.Equal([Scopes[scope]], Match(RestoredAt).Select(m => m.Scope));
        Assert.Empty(Match(RestoredAt + 1));
    }

    [Fact]
    public void Match_SentBeforeAnotherScopeWasRestored_Passes()
    {
        Publish(Scope.Account("other"), KillStatus.Active, 2, RestoredAt);

        Assert.Empty(Match(RestoredAt - 3));
    }

    [Fact]
    public void Match_SentBetweenTwoRestores_IsHeldBackByTheLaterOneAlone()
    {
        Publish(Scopes[1], KillStatus.Active, 2, RestoredAt - 100);
        Publish(Scopes[2], KillStatus.Active, 2, RestoredAt);

        Assert.Equal([Scopes[2]], Match(RestoredAt - 50).Select(m => m.Scope));
    }

    [Fact]
    public void Match_AKillMatches_NamesNoRestore()
    {
        Publish(Scopes[1], KillStatus.Active, 2, RestoredAt);
        Publish(Scopes[3], KillStatus.Killed, 2, RestoredAt);

        var held = Assert.Single(Match(RestoredAt - 3));
        Assert.Equal((Scopes[3], long.MaxValue), (held.Scope, held.HeldUpToInMs));
    }

    [Fact]
    public void Apply_TheSameStateAgainLater_KeepsTheTimeOfTheFirst()
    {
        Publish(Scopes[1], KillStatus.Active, 2, RestoredAt);
        Publish(Scopes[1], KillStatus.Active, 2, RestoredAt + 5000);

        Assert.Empty(Match(RestoredAt + 1));
    }

    [Fact]
    public void Apply_RestoredAgain_HoldsBackUpToTheSecondRestore()
    {
        Publish(Scopes[1], KillStatus.Active, 2, RestoredAt);
        Publish(Scopes[1], KillStatus.Killed, 3, RestoredAt + 1000);
        Publish(Scopes[1], KillStatus.Active, 4, RestoredAt + 2000);

        Assert.Equal(4, Assert.Single(Match(RestoredAt + 2000)).Version);
        Assert.Empty(Match(RestoredAt + 2001));
    }

    [Fact]
    public void Apply_TheNewestRestoreHasTheEarlierTime_ItCounts()
    {
        Publish(Scopes[1], KillStatus.Active, 2, RestoredAt);
        Publish(Scopes[1], KillStatus.Active, 4, RestoredAt - 1000);

        Assert.Empty(Match(RestoredAt - 999));
    }

    [Fact]
    public void Apply_UnreadableAndThenRestored_HoldsBackUpToThen()
    {
        _fold.Apply(0, 0, "ACCOUNT:12345"u8.ToArray(), "not a state"u8.ToArray(), RestoredAt - 1000);
        Publish(Scopes[1], KillStatus.Active, 2, RestoredAt);

        Assert.Equal([Scopes[1]], Match(RestoredAt).Select(m => m.Scope));
        Assert.Empty(Match(RestoredAt + 1));
    }

    [Fact]
    public void Apply_UnreadableAfterARestore_ForgetsNoVersion()
    {
        Publish(Scopes[1], KillStatus.Active, 5, RestoredAt);
        _fold.Apply(0, 0, "ACCOUNT:12345"u8.ToArray(), "not a state"u8.ToArray(), RestoredAt);

        Assert.Equal(5, _fold.VersionOf(Scopes[1]));
        Publish(Scopes[1], KillStatus.Active, 5, RestoredAt);
        Assert.Equal(long.MaxValue, Assert.Single(Match(RestoredAt + 1)).HeldUpToInMs);
    }

    [Fact]
    public void Apply_KeyThatIsNoScopeWithdrawn_HoldsBackWhatWasSentWhileItStood()
    {
        _fold.Apply(0, 0, "nonsense"u8.ToArray(), "{}"u8.ToArray(), RestoredAt - 1000);
        _fold.Apply(0, 1, "nonsense"u8.ToArray(), null, RestoredAt);

        Assert.Equal([Scope.Global], Match(RestoredAt).Select(m => m.Scope));
        Assert.Empty(Match(RestoredAt + 1));
    }

    [Fact]
    public void View_TakenBeforeARestore_DoesNotKnowOfIt()
    {
        Publish(Scopes[1], KillStatus.Active, 2, RestoredAt);
        var before = _fold.View([1]);
        Publish(Scopes[1], KillStatus.Killed, 3, RestoredAt + 1000);
        Publish(Scopes[1], KillStatus.Active, 4, RestoredAt + 2000);
        Publish(Scopes[2], KillStatus.Active, 4, RestoredAt + 2000);

        Assert.Empty(before.Match(AnOrder, RestoredAt + 1).All);
        Assert.Equal(2, before.Match(AnOrder, RestoredAt).First!.Version);
    }

    [Fact]
    public void CarryOver_RestoreThatVanishedFromTheTopic_HoldsBackAsBefore()
    {
        Publish(Scopes[1], KillStatus.Active, 2, RestoredAt);
        _fold.Apply(0, 1, "nonsense"u8.ToArray(), null, RestoredAt - 500);
        var anew = New();

        anew.CarryOver(_fold);

        var view = anew.View([0]);
        Assert.Equal([Scopes[1]], view.Match(AnOrder, RestoredAt).All.Select(m => m.Scope));
        Assert.Equal([Scope.Global, Scopes[1]], view.Match(AnOrder, RestoredAt - 500).All.Select(m => m.Scope));
        Assert.Empty(view.Match(AnOrder, RestoredAt + 1).All);
    }

    [Fact]
    public void CarryOver_TopicTellsOfAKillBeforeTheRestore_StaysKilled()
    {
        Publish(Scopes[1], KillStatus.Active, 2, RestoredAt);
        var anew = New();
        Publish(anew, Scopes[1], KillStatus.Killed, 1, RestoredAt - 1000);

        anew.CarryOver(_fold);

        Assert.Equal(long.MaxValue, anew.View([0]).Match(AnOrder, RestoredAt + 1).First!.HeldUpToInMs);
    }

    /// <summary>Against a dictionary of what was published last.</summary>
    [Fact]
    public void Match_AnyStatesAtAnyTimes_SaysWhatTheNewestOfEachScopeSay()
    {
        var state = from scope in Gen.Choose(0, Scopes.Length - 1)
                    from version in Gen.Choose(1, 9)
                    from time in Gen.Choose(0, 20)
                    select (Scope: Scopes[scope], Version: (long)version, Time: RestoredAt + time);
        var sent = Gen.Choose(-1, 21).Select(offset => RestoredAt + offset);
        Prop.ForAll(state.ListOf().ToArbitrary(), sent.ToArbitrary(), (states, sentInMs) =>
        {
            var fold = New();
            var newest = new Dictionary<Scope, (long Version, long Time)>();
            foreach (var (scope, version, time) in states)
            {
                Publish(fold, scope, StatusOf(version), version, time);
                if (version > newest.GetValueOrDefault(scope).Version)
                    newest[scope] = (version, time);
            }
            var about = Scopes[..4].Where(newest.ContainsKey).ToList();
            var killed = about.Where(s => StatusOf(newest[s].Version) == KillStatus.Killed).ToList();
            var expected = killed.Count > 0 ? killed : [.. about.Where(s => newest[s].Time >= sentInMs)];
            return fold.View([0]).Match(AnOrder, sentInMs).All.Select(m => m.Scope).SequenceEqual(expected);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

        static KillStatus StatusOf(long version) => version % 2 == 1 ? KillStatus.Killed : KillStatus.Active;
    }

    private static KillStateFold New() => new(TimeProvider.System, _ => { });

    private List<KillMatch> Match(long sentInMs) => [.. _fold.View([0]).Match(AnOrder, sentInMs).All];

    private void Publish(Scope scope, KillStatus status, long version, long timeInMs) => Publish(_fold, scope, status, version, timeInMs);

    private static void Publish(KillStateFold fold, Scope scope, KillStatus status, long version, long timeInMs) =>
        fold.Apply(
            0,
            0,
            Encoding.UTF8.GetBytes(scope.ToString()),
            JsonSerializer.SerializeToUtf8Bytes(
                new KillState
                {
                    Scope = scope,
                    Status = status,
                    Version = version,
                    IncidentId = "inc-1",
                    Causes = ["cmd-1"],
                    UpdatedTs = 1,
                    UpdatedBy = "user:bob",
                    Reason = "a reason",
                    LastCmdId = "cmd-2",
                    CorrId = "corr-1",
                },
                ContractsJson.Default.KillState
            ),
            timeInMs
        );
}
