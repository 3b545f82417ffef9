using KillSwitch.Workflows.Detection;
using KillSwitch.Workflows.Tracing;

namespace KillSwitch.Spark.Tests.Parity;

/// <summary>The SQL on a real Spark against the embedded detector, on the same orders.</summary>
public sealed class ParityTests(ParityFixture parity) : IClassFixture<ParityFixture>
{
    public static TheoryData<string> Cases => [.. ParityCases.Names];

    [SparkTheory]
    [MemberData(nameof(Cases))]
    public void Signals_SameOrders_AreTheSame(string name)
    {
        var verdict = parity.Verdicts.Single(v => v.Case.Name == name);

        Assert.Equal(
            verdict.EmbeddedSignals.OrderBy(s => s.WindowStart).ThenBy(s => s.SignalId, StringComparer.Ordinal),
            verdict.SparkSignals.OrderBy(s => s.WindowStart).ThenBy(s => s.SignalId, StringComparer.Ordinal));
    }

    [SparkTheory]
    [MemberData(nameof(Cases))]
    public void Commands_SameOrders_AreTheSame(string name)
    {
        var verdict = parity.Verdicts.Single(v => v.Case.Name == name);

        Assert.Equal(
            verdict.EmbeddedCommands.OrderBy(c => c.CmdId, StringComparer.Ordinal),
            verdict.SparkCommands.OrderBy(c => c.CmdId, StringComparer.Ordinal));
    }

    [SparkFact]
    public void OffsetsOfItsGroup_AllOrdersMeasured_AreTheEndsOfTheOrders()
    {
        Assert.Equal(3, parity.Spark.OrdersEnd.Count(end => end > 0));
        Assert.Equal(parity.Spark.OrdersEnd, parity.Spark.OrdersRead);
    }

    /// <summary>To the specification nothing is late, as it looks at all records at once.</summary>
    [SparkFact]
    public void Signals_OfSpark_AreThoseOfTheSpecification()
    {
        static bool IsLate(string orderId) => orderId.StartsWith("late-", StringComparison.Ordinal);

        Assert.NotEmpty(parity.Spark.Specified);
        Assert.Equal(
            parity.Spark.Specified.Where(s => !IsLate(s.OrderId)).Order(),
            parity.Spark.Signals.Where(s => !IsLate(s.OrderId)).Select(s => (s.SignalId, s.OrderId, s.Value)).Order()
        );
    }

    [SparkFact]
    public void Cases_OfThePlay_AreAllTested() =>
        Assert.Equal(ParityCases.Names, parity.Verdicts.Select(v => v.Case.Name));

    [SparkFact]
    public void Cases_OfThePlay_ExerciseEveryRule() =>
        Assert.Equal(
            [RuleNames.ChildOverParent, RuleNames.Notional, RuleNames.OrderRate, RuleNames.SymbolConcentration],
            parity.Embedded.Signals.Select(s => s.Metric).Distinct().Order(StringComparer.Ordinal));

    [SparkFact]
    public void Signals_OfSpark_AreThereOnce() =>
        Assert.Equal(parity.Spark.Signals.Count, parity.Spark.Signals.DistinctBy(s => s.SignalId).Count());

    [SparkFact]
    public void Commands_OfSpark_AreThereOnceAndBelongToACase()
    {
        Assert.Equal(parity.Spark.Commands.Count, parity.Spark.Commands.DistinctBy(c => c.CmdId).Count());
        Assert.Equal(
            parity.Embedded.Commands.Select(c => c.CmdId).Order(StringComparer.Ordinal),
            parity.Spark.Commands.Select(c => c.CmdId).Order(StringComparer.Ordinal));
    }

    [SparkFact]
    public void Traces_OfSignals_AreThoseOfTheOrdersThatCrossed()
    {
        var sent = parity.Verdicts.SelectMany(v => v.Case.Records).Where(r => Verdict.OrderId(r.Value) is not null)
            .ToLookup(r => Verdict.OrderId(r.Value)!, r => SentTrace.Of(r.Value), StringComparer.Ordinal);
        var signals = parity.Spark.Signals.Where(s => sent.Contains(s.OrderId)).ToList();

        Assert.All(signals.Where(s => !sent[s.OrderId].Contains(null)), s =>
            Assert.Contains(parity.Spark.SignalTraces[s.SignalId], sent[s.OrderId])
        );
        Assert.Contains(signals, s => !sent[s.OrderId].Contains(null));
        Assert.Contains(signals, s => sent[s.OrderId].Contains(null));
        Assert.All(parity.Spark.SignalTraces.Values, trace => Assert.NotEqual(default, TraceContext.Parse(trace)));
    }

    [SparkFact]
    public void Traces_OfCommands_AreThoseOfTheirSignals() =>
        Assert.All(parity.Spark.Commands, c =>
            Assert.Equal(
                parity.Spark.SignalTraces[parity.Spark.Signals.Single(s => s.CorrId == c.CorrId).SignalId],
                parity.Spark.CommandTraces[c.CmdId]
            )
        );

    [SparkFact]
    public void Clocks_OfThePlay_AreWrongBothWaysAndKeepNoOrderFromBeingMeasured() =>
        Assert.Equal(
            (true, true, 0),
            (parity.Embedded.Status.ClocksAhead > 100, parity.Embedded.Status.ClocksBehind > 120, parity.Embedded.Status.TooLate)
        );

    [SparkFact]
    public void Restores_OfThePlay_BeginEpochsThatKillsAreNamedAfter() =>
        Assert.All(parity.Verdicts.Where(v => v.Case.RestoredBefore is not null), v =>
            Assert.Contains(v.SparkCommands, c => DetectionIds.BreachOf(c.CmdId, c.Scope)!.Value.Epoch.Version > 0)
        );

    [SparkFact]
    public void Malformed_Records_AreKeptToTheByte() =>
        Assert.Equal(
            parity
                .Embedded.Malformed.Select(r => Convert.ToHexString((r.Value ?? []).AsSpan(0, Math.Min(r.Value?.Length ?? 0, 65_536))))
                .Order(StringComparer.Ordinal),
            parity.Spark.Malformed.Select(m => Convert.ToHexString(m.Value)).Order(StringComparer.Ordinal)
        );
}
