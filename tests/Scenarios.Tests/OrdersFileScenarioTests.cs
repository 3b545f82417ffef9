using System.Text;
using KillSwitch.Scenarios;
using KillSwitch.Workflows.Detection;

namespace KillSwitch.Scenarios.Tests;

public sealed class OrdersFileScenarioTests
{
    private const string Good =
        """{"order_id":"o1","ts":1000,"account_id":"77","symbol":"AAPL","side":"BUY","qty":1,"price":1,"strategy":"S"}""";

    [Fact]
    public async Task OrdersAsync_GoodAndBadLines_GoThroughByteForByte()
    {
        var lines = new[] { Good, "not json", "{\"account_id\":5}", " ", "\"half\\ud800\"", Good + "\r" };
        var orders = await ReadAsync(string.Join('\n', lines) + "\n");

        Assert.Equal(lines, orders.Select(o => Encoding.UTF8.GetString(o.Value)));
        Assert.Equal(["77", "", "", "", "", "77"], orders.Select(o => o.Key));
        Assert.All(orders, o => Assert.Equal(TimeSpan.Zero, o.Due));
    }

    [Fact]
    public async Task OrdersAsync_EmptyLinesAndNoNewlineAtTheEnd_LosesNothing()
    {
        var orders = await ReadAsync("a\n\n\nb");

        Assert.Equal(["a", "b"], orders.Select(o => Encoding.UTF8.GetString(o.Value)));
    }

    [Theory]
    [InlineData(1, new[] { 0, 1, 2.5, 2.5 })]
    [InlineData(0.5, new[] { 0, 2.0, 5, 5 })]
    [InlineData(10, new[] { 0, 0.1, 0.25, 0.25 })]
    public async Task OrdersAsync_AnyOrderOfLines_IsPlayedByTheirTimesAtTheSpeedAskedFor(double speed, double[] due)
    {
        // What has no time, or none that an order may have, stays behind the line it stands behind.
        var orders = await ReadAsync(
            "{\"ts\":7500}\n{\"ts\":9223372036854775807}\n{\"ts\":5000,\"n\":1}\n{\"ts\":6000}",
            speed
        );

        Assert.Equal(
            ["{\"ts\":5000,\"n\":1}", "{\"ts\":6000}", "{\"ts\":7500}", "{\"ts\":9223372036854775807}"],
            orders.Select(o => Encoding.UTF8.GetString(o.Value))
        );
        Assert.Equal(due, orders.Select(o => o.Due.TotalSeconds));
    }

    [Fact]
    public async Task OrdersAsync_TimesFarApart_DoNotOverflow()
    {
        var orders = await ReadAsync("{\"ts\":253402300799999}\n{\"ts\":1}", 0.01);

        Assert.Equal([0, 366 * 86_400], orders.Select(o => o.Due.TotalSeconds));
    }

    [Fact]
    public async Task OrdersAsync_EveryLine_IsMarkedWithTheRunAndItsPlace() =>
        Assert.Equal(["run7/1", "run7/2"], (await ReadAsync("b\na")).Select(o => o.Replay.ToString()));

    /// <summary>The lines may stand in any order: it is their times that count.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(37)]
    public async Task Crossings_OfABurstInAnyOrderOfLines_AreThoseOfItsTimes(int step)
    {
        var lines = Enumerable.Range(0, 300).Select(i => ((i * step) + 300) % 300).Select(i =>
            Good.Replace("\"ts\":1000", $"\"ts\":{1_343_827_800_000 + (i < 101 ? i * 10 : i * 1000L)}", StringComparison.Ordinal)
                .Replace("AAPL", "S" + (i % 8), StringComparison.Ordinal));

        var scenario = await ScenarioAsync(string.Join('\n', lines), OrdersFileScenario.AsFastAsItGoes);
        var kill = Assert.Single(scenario.Crossings(DetectionSettings.Default), c => c.Command is not null);

        Assert.Equal(("ACCOUNT:77", "101"), (kill.Command!.Scope.ToString(), kill.Command.Value));
    }

    [Fact]
    public async Task Story_OfDaysAtTheirSpeed_SaysHowLongItTakes() =>
        Assert.Contains(
            "2 lines over 50.0 days, 1 times as fast as they were, in 50.0 days",
            (await ScenarioAsync("{\"ts\":1}\n{\"ts\":4320000001}", 1)).Story,
            StringComparison.Ordinal
        );

    [Fact]
    public async Task ReadAsync_LineTooLong_SaysWhich()
    {
        var e = await Assert.ThrowsAsync<OrdersFileException>(() =>
            ReadAsync("a\n" + new string('x', OrdersFileScenario.MaxLineBytes + 1))
        );

        Assert.Contains("Line 2 of - is longer than 1,000,000 bytes", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_NoSuchFile_SaysWhatToDo()
    {
        var e = await Assert.ThrowsAsync<OrdersFileException>(() =>
            OrdersFileScenario.ReadAsync("nowhere.jsonl", 1, DetectionSettings.Default, "run7", null, CancellationToken.None)
        );

        Assert.Equal(
            "There is no file nowhere.jsonl. Name a file with one order as JSON on each line, or - to read them from standard input.",
            e.Message
        );
    }

    private static async Task<List<TimedOrder>> ReadAsync(string text, double speed = OrdersFileScenario.AsFastAsItGoes) =>
        await (await ScenarioAsync(text, speed)).TakeAsync(TimeSpan.MaxValue);

    private static Task<OrdersFileScenario> ScenarioAsync(string text, double speed) =>
        OrdersFileScenario.ReadAsync(
            "-",
            speed,
            DetectionSettings.Default,
            "run7",
            () => new MemoryStream(Encoding.UTF8.GetBytes(text)),
            CancellationToken.None
        );
}
