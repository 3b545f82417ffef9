using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Detection;
using KillSwitch.Workflows.Scopes;
using static KillSwitch.Workflows.Tests.Detection.MadeOrders;

namespace KillSwitch.Workflows.Tests.Detection;

public sealed class DetectorRestoreTests
{
    private static readonly Scope Mad = Scope.Account("A1");
    private readonly Restores _restores = new();
    private readonly KillPolicy _policy = new(DetectionSettings.Default);
    private readonly Detector _detector;

    public DetectorRestoreTests() => _detector = new Detector(DetectionSettings.Default, _policy, _restores);

    /// <summary>Whatever its clock says: the windows it is in have signalled before, and the next slide is seconds away.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(60)]
    [InlineData(-60)]
    public void Observe_MadAgainAfterARestore_IsKilledByTheFirstOrderThatCrosses(int clockBehind)
    {
        var first = Kill(Arriving(100, clockBehind));
        Restore(102);

        var second = Kill(Arriving(102.5, clockBehind));

        Assert.NotNull(first);
        Assert.NotNull(second);
        Assert.NotEqual(first.CmdId, second.CmdId);
        Assert.NotEqual(first.CorrId, second.CorrId);
    }

    [Fact]
    public void Observe_AfterARestore_CountsNothingOfWhatWasBefore()
    {
        Arriving(100, 0);
        Restore(102);

        Assert.Empty(Arriving(102.1, 0, qty: 9_999));
        Assert.NotEmpty(Arriving(102.2, 0, qty: 2));
    }

    [Fact]
    public void Observe_ArrivedBeforeTheRestoreAndReadAfterIt_BelongsToWhatWasBefore()
    {
        Arriving(100, 0);
        Restore(102);

        Assert.Empty(Arriving(101.999, 0));
        Assert.Empty(Arriving(102, 0));
        Assert.NotEmpty(Arriving(102.001, 0));
    }

    [Fact]
    public void Observe_OtherScopesOfTheOrder_AreCountedOn()
    {
        Enumerable.Range(0, 30).ToList().ForEach(i => Arriving(100 + (i / 100.0), 0, account: "B" + i, qty: 490_000));
        Restore(102);

        // 1.47 billion of the symbol so far, and two allowed.
        var detected = Arriving(103, 0, qty: 6_000_000);

        Assert.Contains(detected, d => d.Signal.Scope == Scope.Symbol("AAPL"));
    }

    /// <summary>Orders and states are read beside each other.</summary>
    [Fact]
    public void Recount_OrdersMeasuredBeforeTheRestoreWasKnown_CountWhereTheyBelong()
    {
        var first = Kill(Arriving(100, 0));
        _restores.Killed(Mad);
        Arriving(101.9, 0);
        Assert.DoesNotContain(Arriving(102.001, 0), d => d.Command is not null);

        Restore(102);
        var again = _detector.Recount(Mad, Epoch + 102_000);

        Assert.NotEqual(first!.CmdId, Assert.Single(again, d => d.Command is not null).Command!.CmdId);
        Assert.All(again, d => Assert.Equal(Epoch + 102_001, d.Signal.Ts));
    }

    [Fact]
    public void Recount_OfOneScope_ChangesNothingOfOthers()
    {
        _restores.Killed(Mad);
        Arriving(102.001, 0, qty: 9_000);
        Restore(102);
        _detector.Recount(Mad, Epoch + 102_000);

        // Twice 900,000 would be too much for the account, 1.8 million nothing for symbol and strategy.
        Assert.Empty(Arriving(102.5, 0, qty: 999));
        Assert.NotEmpty(Arriving(102.6, 0, qty: 2));
    }

    /// <summary>A restart knows all that was commanded and restored, and reads the orders again.</summary>
    [Fact]
    public void Observe_StartedAgain_NamesTheSameAndCommandsNothing()
    {
        var found = Arriving(100, 0);
        Restore(102);
        found = [.. found, .. Arriving(102.5, 0), .. Arriving(103, 0)];
        var policy = new KillPolicy(DetectionSettings.Default);
        found.Select(d => d.Command).OfType<Command>().Reverse().ToList().ForEach(policy.Remember);
        var again = new Detector(DetectionSettings.Default, policy, _restores);

        var read = new[] { 100, 102.5, 103 }.SelectMany(s => Arriving(again, s, 0)).ToList();

        Assert.Equal(2, found.Count(d => d.Command is not null));
        Assert.Equal(found.Select(d => d.Signal.SignalId), read.Select(d => d.Signal.SignalId));
        Assert.DoesNotContain(read, d => d.Command is not null);
    }

    /// <summary>Whatever it is played to, a replay finds the same under the same names, until it is itself killed and restored.</summary>
    [Fact]
    public void Observe_ReplayOfAScopeRestoredBefore_CountsFromItsBeginning()
    {
        Restore(100);
        var replay = new Detector(DetectionSettings.Default, _policy, _restores, "r1");

        var first = Kill(Arriving(replay, 102, 0));
        Restore(103);
        var second = Kill(Arriving(replay, 104, 0));

        Assert.Equal(new CountingEpoch(0, "r1"), DetectionIds.BreachOf(first!.CmdId, Mad)!.Value.Epoch);
        Assert.Equal(new CountingEpoch(Epoch + 103_000, "r1"), DetectionIds.BreachOf(second!.CmdId, Mad)!.Value.Epoch);
    }

    [Fact]
    public void Before_SeveralRestores_IsTheLatestBeforeTheArrival()
    {
        Assert.True(_restores.Restored(Mad, 10, at: 100));
        Assert.True(_restores.Restored(Mad, 30, at: 300));
        Assert.True(_restores.Restored(Mad, 20, at: 200));
        Assert.False(_restores.Restored(Mad, 20, at: 250));

        Assert.Equal([0L, 10, 10, 20, 20, 30], new[] { 100, 101, 200, 201, 300, 301 }.Select(at => _restores.Before(Mad, at).Version));
        Assert.Equal(Workflows.Detection.Restore.None, _restores.Before(Scope.Account("other"), 301));
    }

    private void Restore(double second) =>
        _restores.Restored(Mad, Epoch + (long)(second * 1000), Epoch + (long)(second * 1000));

    private IReadOnlyList<Detected> Arriving(double second, int clockBehind, long qty = 20_000, string account = "A1") =>
        Arriving(_detector, second, clockBehind, qty, account);

    private static IReadOnlyList<Detected> Arriving(
        Detector detector, double second, int clockBehind, long qty = 20_000, string account = "A1") =>
        detector.Observe(
            At(second - clockBehind, account: account, qty: qty, price: 100m),
            Epoch + (long)(second * 1000),
            null);

    private static Command? Kill(IReadOnlyList<Detected> detected) => detected.SingleOrDefault(d => d.Command is not null)?.Command;
}
