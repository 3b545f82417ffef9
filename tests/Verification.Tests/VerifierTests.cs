using KillSwitch.Verification.Measures;
using KillSwitch.Verification.Promises;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Verification.Tests;

public sealed class VerifierTests
{
    [Fact]
    public void Verify_EverythingAsItShouldBe_AllPromisesHeldAndEachLookedAtSomething()
    {
        var report = Verify(new GoodRun());

        Assert.All(report.Promises, p => Assert.True(p.Held, $"{p.Name}: {p.InWords()}"));
        Assert.All(report.Promises, p => Assert.True(p.Checked > 0, p.Name));
        Assert.True(report.AllHeld);
        Assert.Equal(new Counts(6, 4, 1, 1), report.Counts);
        Assert.Equal(new Latencies(new(20, 20, 1), new(80, 80, 1), new(110, 110, 1)), report.LatencyMs);
    }

    [Fact]
    public void Verify_NothingHappenedThoughItShouldHave_IsNotHeld()
    {
        var run = new GoodRun();
        run.Clear();

        var report = Verify(run);

        Assert.All(report.Promises, p => Assert.False(p.Held, p.Name));
        Assert.All(report.Promises, p => Assert.Contains("Not provable", p.InWords(), StringComparison.Ordinal));
    }

    [Fact]
    public void Verify_NothingHappenedAndNothingShould_HasHeldAndSaysSo()
    {
        var run = new GoodRun { Expected = new Expectations(Orders: false) };
        run.Clear();

        Assert.All(Verify(run).Promises, p => Assert.Equal((true, 0L), (p.Held, p.Checked)));
    }

    [Fact]
    public void Verify_NothingLetThroughAndNothingHadToBe_IsHeldAgainstNoPromiseAboutIt()
    {
        var run = new GoodRun { Expected = new Expectations(LetThrough: false) };
        run.Clear();

        var promises = Verify(run).Promises.ToDictionary(p => p.Name);

        Assert.True(promises[new NothingAllowedWhileKilled().Name].Held);
        Assert.True(promises[new GatedIsAllowed().Name].Held);
        Assert.False(promises[new EveryOrderDecidedOnce().Name].Held);
    }

    [Theory]
    [InlineData(Topics.Orders)]
    [InlineData(Topics.GatedOrders)]
    [InlineData(Topics.RejectedOrders)]
    [InlineData(Topics.Audit)]
    [InlineData(Topics.State)]
    [InlineData(Topics.Commands)]
    [InlineData(Topics.RiskSignals)]
    public void Verify_BeginningOfATopicIsGone_WhatRestsOnItIsNotHeld(string topic)
    {
        var run = new GoodRun();
        run.Lows[topic] = 1;
        run.Topics[topic].RemoveAll(r => r.Offset < 1);

        Assert.Contains(Verify(run).Promises, p =>
            !p.Held && p.InWords().Contains($"Not provable: {topic} partition 0 begins at offset 1", StringComparison.Ordinal));
    }

    [Fact]
    public void Verify_RecordsOfAnEarlierRun_AreNotThisRunsBusiness()
    {
        var run = new GoodRun();
        // As if the first order, its decision and what was passed on of it stood there before.
        run.Topics[Topics.Audit].RemoveAt(0);
        run.Starts[Topics.Orders] = [1];
        run.Starts[Topics.Audit] = [1];
        run.Starts[Topics.GatedOrders] = [1];

        var report = Verify(run);

        Assert.All(report.Promises, p => Assert.True(p.Held, $"{p.Name}: {p.InWords()}"));
        Assert.Equal(5, report.Counts.Orders);
    }

    [Fact]
    public void Verify_TopicMissingFromTheFacts_WhatRestsOnItIsNotHeld()
    {
        var run = new GoodRun();
        run.Topics.Remove(Topics.Orders);

        var promises = Verify(run).Promises.ToDictionary(p => p.Name);

        foreach (var promise in new IPromise[] { new TopicsAreWhole(), new EveryOrderDecidedOnce(), new NothingAllowedWhileKilled() })
            Assert.Contains("Not provable: orders.v1 was not read.", promises[promise.Name].InWords(), StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_WhereSomethingWasDisturbed_LeavesOutWhatGoesByClocks()
    {
        var run = new GoodRun();

        var calm = Verifier.Verify(run.Facts, run.Options).Promises.Select(p => p.Name);
        var options = run.Options with { Disturbed = new HashSet<string> { "router-1" } };
        var disturbed = Verifier.Verify(run.Facts, options).Promises.Select(p => p.Name);

        Assert.Equal([new NothingSentAfterAKillPassed().Name, new TraceNamesTheOrder().Name], calm.Except(disturbed));
    }

    [Fact]
    public void All_Promises_EachHasANameOfItsOwn() =>
        Assert.Equal(Verifier.All.Count, Verifier.All.Select(p => p.Name).Distinct().Count());

    [Theory]
    [InlineData(new long[0], null, null)]
    [InlineData(new long[] { 5 }, 5L, 5L)]
    [InlineData(new long[] { 9, 1, 5 }, 5L, 9L)]
    [InlineData(new long[] { 4, 1, 3, 2 }, 2L, 4L)]
    public void Latency_Of_IsMedianAndMaximum(long[] values, long? p50, long? max)
    {
        Assert.Equal(new Latency(p50, max, values.Length), Latency.Of(values));
    }

    private static VerificationReport Verify(GoodRun run) => Verifier.Verify(run.Facts, run.Options);
}
