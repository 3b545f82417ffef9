using System.IO.Compression;
using System.Text;
using KillSwitch.OrderFormats;
using KillSwitch.OrderFormats.Orders;
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

    [Theory]
    [InlineData(86_400_001, 1, null)]
    [InlineData(86_400_002, 1, "span 24 hours, from ts 1 to ts 86400002, and would take 24 hours to play: more than 24 hours")]
    [InlineData(86_400_002, 2, null)]
    [InlineData(1_764_490_000_000, 1, "would take 20,422.3 days to play: more than 24 hours. Nothing was sent. If one of those is wrong, mend it; else give --speed X (490137 takes an hour), or --fast.")]
    [InlineData(1_764_490_000_000, OrdersFileScenario.AsFastAsItGoes, null)]
    [InlineData(253_402_300_799_999, 0.01, "days to play: more than 24 hours")]
    public async Task TooLong_OfADayAndMore_SaysHowLongItTakesAndWhatToDo(long last, double speed, string? says)
    {
        var why = (await ScenarioAsync($"{{\"ts\":1}}\n{{\"ts\":{last}}}", speed)).TooLong(TimeSpan.FromHours(24));

        if (says is null)
            Assert.Null(why);
        else
            Assert.Contains(says, why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OrdersAsync_ByteOrderMarkBeforeTheFirst_IsNoPartOfIt() =>
        Assert.Equal(
            [Good, "b"],
            (await ReadAsync($"\ufeff{Good}\nb")).Select(o => Encoding.UTF8.GetString(o.Value))
        );

    [Theory]
    [InlineData("[{\"ts\":1}]", "{\"ts\":1}")]
    [InlineData("\ufeff  [\n{\"ts\":1},\n {\"ts\" : 2}\n]", "{\"ts\":1}", "{\"ts\" : 2}")]
    [InlineData("\n[]")]
    public async Task OrdersAsync_JsonArray_IsTakenApart(string text, params string[] orders) =>
        Assert.Equal(orders, (await ReadAsync(text)).Select(o => Encoding.UTF8.GetString(o.Value)));

    [Theory]
    [InlineData("[{\"ts\":1}\n,{\"ts\"", 2)]
    [InlineData("[{\"ts\":1}]\n]", 2)]
    public async Task ReadAsync_JsonArrayThatIsNone_SaysOnWhichLine(string text, int line) =>
        Assert.Equal(
            $"standard input begins a JSON array and is not JSON: there is an error on line {line}. Mend it, or write one order a line.",
            (await Assert.ThrowsAsync<OrdersFileException>(() => ReadAsync(text))).Message
        );

    [Fact]
    public async Task OrdersAsync_PackedWithAMark_IsAsUnpacked()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
            await gzip.WriteAsync(Encoding.UTF8.GetBytes($"\ufeff{Good}\n"));

        var scenario = await ScenarioAsync(packed.ToArray(), 1);
        var damaged = await Assert.ThrowsAsync<OrdersFileException>(() => ScenarioAsync(packed.ToArray()[..^12], 1));

        Assert.Equal(Good, Encoding.UTF8.GetString(Assert.Single(await scenario.TakeAsync(TimeSpan.MaxValue)).Value));
        Assert.StartsWith("standard input is packed with gzip and damaged", damaged.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_Utf16_SaysHowToConvertIt() =>
        Assert.Contains(
            "iconv -f UTF-16",
            (await Assert.ThrowsAsync<OrdersFileException>(() => ScenarioAsync([0xFF, 0xFE, 0x7B, 0], 1))).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public async Task OrdersAsync_Csv_IsRecognisedAndPlayedByItsTimes()
    {
        var scenario = await ScenarioAsync(
            "order_id,ts,account_id,symbol,side,qty,price,strategy\no2,1700000001,7,A,BUY,1,1,S\no1,1700000000,8,A,BUY,1,1,S\n"
            + "o3,,7,A,BUY,1,1,S\no4,1700000001,7,A,,1,1,S\n",
            1
        );

        var orders = await scenario.TakeAsync(TimeSpan.MaxValue);
        Assert.Equal([("8", 0), ("7", 1), ("7", 1.0)], orders.Select(o => (o.Key, o.Due.TotalSeconds)));
        Assert.Equal([(101, 5), (706, 4)], scenario.Content.Refusals.Kinds.Select(kind => (kind.Code, kind.FirstPlace)));
        Assert.Equal((OrderFormat.Csv, 1, false), (scenario.Content.Format, scenario.Content.Unsent, scenario.Content.IsAllRefused));
        Assert.Contains("3 orders over 1 s", scenario.Story, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a\nb", true)]
    [InlineData("a\n" + Good, false)]
    [InlineData("", false)]
    public async Task Content_NothingThatARouterTakes_IsAllRefused(string text, bool all)
    {
        var scenario = await ScenarioAsync(text.Replace(":1000,", ":1700000000000,", StringComparison.Ordinal), 1);

        Assert.Equal(all, scenario.Content.IsAllRefused);
    }

    [Fact]
    public async Task ReadAsync_InputThatDoesNotEnd_IsLeftWhenCancelled()
    {
        using var stop = new CancellationTokenSource();
        using var pipe = new System.IO.Pipes.AnonymousPipeServerStream();
        using var input = new System.IO.Pipes.AnonymousPipeClientStream(pipe.GetClientHandleAsString());

        var reading = OrdersFileScenario.ReadAsync(
            new OrdersFile("-") { StandardInput = () => input },
            1,
            DetectionSettings.Default,
            "run7",
            stop.Token
        );
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    [Fact]
    public async Task ReadAsync_LineTooLong_SaysWhich()
    {
        var e = await Assert.ThrowsAsync<OrdersFileException>(() =>
            ReadAsync("a\n" + new string('x', OrdersFileScenario.MaxLineBytes + 1))
        );

        Assert.Contains("Line 2 of standard input is longer than 1,000,000 bytes", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_NoSuchFile_SaysWhatToDo()
    {
        var e = await Assert.ThrowsAsync<OrdersFileException>(() =>
            OrdersFileScenario.ReadAsync(new OrdersFile("nowhere.jsonl"), 1, DetectionSettings.Default, "run7", CancellationToken.None)
        );

        Assert.Equal(
            "There is no file nowhere.jsonl. Name a file with orders (JSON lines, FIX, CSV and others), or - to read them from standard input.",
            e.Message
        );
    }

    private static async Task<List<TimedOrder>> ReadAsync(string text, double speed = OrdersFileScenario.AsFastAsItGoes) =>
        await (await ScenarioAsync(text, speed)).TakeAsync(TimeSpan.MaxValue);

    private static Task<OrdersFileScenario> ScenarioAsync(string text, double speed) =>
        ScenarioAsync(Encoding.UTF8.GetBytes(text), speed);

    private static Task<OrdersFileScenario> ScenarioAsync(byte[] bytes, double speed) =>
        OrdersFileScenario.ReadAsync(
            new OrdersFile("-") { StandardInput = () => new MemoryStream(bytes) },
            speed,
            DetectionSettings.Default,
            "run7",
            CancellationToken.None
        );
}
