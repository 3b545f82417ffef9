using System.Text.Json;
using KillSwitch.Kafka.Reading;
using KillSwitch.Verification;
using KillSwitch.Verification.Promises;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Verification.Tests;

public sealed class VerifierTests
{
    [Fact]
    public void Verify_EverythingAsItShouldBe_AllPromisesHeldAndEachLookedAtSomething()
    {
        var report = Verifier.Verify(new GoodRun().Evidence);

        Assert.All(report.Promises, p => Assert.True(p.Held, $"{p.Name}: {p.Evidence}"));
        Assert.All(report.Promises, p => Assert.True(p.Checked > 0, p.Name));
        Assert.True(report.AllHeld);
        Assert.Equal(new Counts(6, 4, 1, 1), report.Counts);
        Assert.Equal(new Latencies(new(20, 20, 1), new(80, 80, 1), new(110, 110, 1)), report.LatencyMs);
    }

    [Fact]
    public void Verify_NothingHappenedThoughItShouldHave_IsNotHeld()
    {
        var run = new GoodRun();
        foreach (var topic in run.Topics.Values)
            topic.Clear();
        run.Events.Clear();
        run.Incidents.Clear();

        var report = Verifier.Verify(run.Evidence);

        Assert.All(report.Promises, p => Assert.False(p.Held, p.Name));
        Assert.All(report.Promises, p => Assert.Contains("Not provable", p.Evidence, StringComparison.Ordinal));
    }

    [Fact]
    public void Verify_NothingHappenedAndNothingShould_HasHeldAndSaysSo()
    {
        var run = new GoodRun { Expected = new Expectations(Orders: false) };
        foreach (var topic in run.Topics.Values)
            topic.Clear();
        run.Events.Clear();
        run.Incidents.Clear();

        Assert.All(Verifier.Verify(run.Evidence).Promises, p => Assert.Equal((true, 0L), (p.Held, p.Checked)));
    }

    [Fact]
    public void Verify_NothingLetThroughAndNothingHadToBe_IsHeldAgainstNoPromiseAboutIt()
    {
        var run = new GoodRun { Expected = new Expectations(LetThrough: false) };
        foreach (var topic in run.Topics.Values)
            topic.Clear();

        var promises = Verifier.Verify(run.Evidence).Promises.ToDictionary(p => p.Name);

        Assert.True(promises[NothingAllowedWhileKilled.Name].Held);
        Assert.True(promises[GatedIsAllowed.Name].Held);
        Assert.False(promises[EveryOrderDecidedOnce.Name].Held);
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

        Assert.Contains(Verifier.Verify(run.Evidence).Promises, p =>
            !p.Held && p.Evidence.Contains($"Not provable: {topic} partition 0 begins at offset 1", StringComparison.Ordinal));
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

        var report = Verifier.Verify(run.Evidence);

        Assert.All(report.Promises, p => Assert.True(p.Held, $"{p.Name}: {p.Evidence}"));
        Assert.Equal(5, report.Counts.Orders);
    }

    [Fact]
    public void Verify_TopicMissingFromTheEvidence_IsRefused()
    {
        var evidence = new GoodRun().Evidence with { Topics = new Dictionary<string, TopicContents>() };

        Assert.Contains(Topics.Orders, Assert.Throws<ArgumentException>(() => Verifier.Verify(evidence)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Summary_ToJson_HasWhatProgramsReadByName()
    {
        var evidence = new GoodRun().Evidence;
        var json = Summary.Of("panic", Verifier.Verify(evidence), evidence, new Dictionary<string, string> { ["dotnet"] = "10" }).ToJson();

        var root = JsonDocument.Parse(json).RootElement;
        Assert.Equal(["scenario", "counts", "latency_ms", "promises", "incidents", "versions"], root.EnumerateObject().Select(p => p.Name));
        Assert.Equal(4, root.GetProperty("counts").GetProperty("allowed").GetInt64());
        Assert.Equal(["p50", "max", "n"], root.GetProperty("latency_ms").GetProperty("published_to_first_drop").EnumerateObject().Select(p => p.Name));
        Assert.Equal(["name", "held", "checked", "evidence"], root.GetProperty("promises")[0].EnumerateObject().Select(p => p.Name));
        Assert.Equal("CLOSED", root.GetProperty("incidents")[0].GetProperty("phase").GetString());
        Assert.Equal("KILLED", root.GetProperty("incidents")[0].GetProperty("state_versions")[0].GetProperty("status").GetString());
    }

    [Theory]
    [InlineData(new long[0], null, null)]
    [InlineData(new long[] { 5 }, 5L, 5L)]
    [InlineData(new long[] { 9, 1, 5 }, 5L, 9L)]
    [InlineData(new long[] { 4, 1, 3, 2 }, 2L, 4L)]
    public void Latency_Of_IsMedianAndMaximum(long[] values, long? p50, long? max)
    {
        Assert.Equal(new Latency(p50, max, values.Length), Latency.Of(values));
    }
}
