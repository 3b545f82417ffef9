using System.Globalization;
using System.Text;
using KillSwitch.OrderFormats.Orders;
using KillSwitch.Workflows.Detection;

namespace KillSwitch.Scenarios.Tests;

/// <summary>A file in another unit than milliseconds would be played at the wrong pace and end green: it is refused before that.</summary>
public sealed class OrdersFileTimesTests
{
    [Theory]
    [InlineData("1343827800", "seconds", "1970-01-16T13:17:07Z", "multiply it by 1000")]
    [InlineData("1343827800.25", "seconds", "1970-01-16T13:17:07Z", "multiply it by 1000")]
    [InlineData("1343827800000000", "microseconds", "after the year 9999", "divide it by 1000")]
    [InlineData("1343827800000000000", "nanoseconds", "after the year 9999", "divide it by 1000000")]
    public async Task Check_AllInAnotherUnit_SaysWhatWasSeenWhatItMeansAndWhatToDo(string ts, string unit, string taken, string remedy)
    {
        var refused = await RefusedAsync($"{{\"ts\":{ts}}}\n{{\"ts\":{ts}}}");

        Assert.Equal(
            $"The times in standard input are in {unit}, and ts is in milliseconds: line 1 has ts {ts}, which is {taken} in milliseconds, but 2012-08-01T13:30:00Z in {unit}. The orders would be played and measured at the wrong pace, so nothing was sent: for every ts, {remedy}.",
            refused
        );
    }

    [Fact]
    public async Task Check_AFileInSeconds_NamesTheFile()
    {
        using var folder = new KillSwitch.Tests.TempFolder();
        await File.WriteAllTextAsync(folder.File("orders.jsonl"), "{\"ts\":1700000000}\n");

        var refused = await Assert.ThrowsAsync<OrdersFileException>(() => ReadAsync(folder.File("orders.jsonl"), null));

        Assert.StartsWith($"The times in {folder.File("orders.jsonl")} are in seconds", refused.Message);
    }

    /// <summary>One line that is broken, or has no time, hides nothing.</summary>
    [Fact]
    public async Task Check_AlmostAllInSeconds_IsRefused()
    {
        var lines = Enumerable.Range(0, 30).Select(i => $"{{\"ts\":{1_700_000_000 + i}}}").Append("{\"ts\":5}").Append("{}").Append("x");

        Assert.Contains("are in seconds", await RefusedAsync(string.Join('\n', lines)));
    }

    [Theory]
    [InlineData("1700000000000", "1700000001", "2023-11-14T22:13:21Z in seconds", "where it is in seconds, multiply it by 1000")]
    [InlineData("1700000000", "1700000001000", "2023-11-14T22:13:21Z in milliseconds", "where it is in seconds, multiply it by 1000")]
    [InlineData(
        "1700000000000",
        "1700000001000000",
        "2023-11-14T22:13:21Z in microseconds",
        "where it is in microseconds, divide it by 1000"
    )]
    [InlineData(
        "1700000000",
        "1700000001000000",
        "2023-11-14T22:13:21Z in microseconds",
        "where it is in seconds, multiply it by 1000; where it is in microseconds, divide it by 1000"
    )]
    public async Task Add_AnotherUnitThanBefore_NamesTheFirstLineThatDeviates(string most, string other, string moment, string remedy)
    {
        var refused = await RefusedAsync($"{{\"ts\":{most}}}\n\n{{\"ts\":{most}}}\n{{\"ts\":{other}}}\n{{\"ts\":{other}}}");

        Assert.StartsWith("The times in standard input are not all in the same unit: line 1 has ts " + most, refused);
        Assert.Contains($"and line 4 has ts {other}, which is {moment}", refused);
        Assert.EndsWith($". ts is in milliseconds, and nothing was sent: {remedy}.", refused);
    }

    /// <summary>What is read as it comes is given up where it deviates, not when it ends, which it may never do.</summary>
    [Fact]
    public async Task Add_StandardInputThatDoesNotEnd_IsRefusedWhereItDeviates()
    {
        using var input = new EndlessStream("{\"ts\":1700000000000}\n{\"ts\":1700000001}\n");

        await Assert.ThrowsAsync<OrdersFileException>(() => ReadAsync("-", () => input));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(40)]
    [InlineData(400)]
    public async Task Check_AMadeUpClockThatBeginsAtOne_IsTakenForMilliseconds(int days)
    {
        var lines = Enumerable.Range(0, 500).Select(i => $"{{\"ts\":{1 + (i * days * 86_400_000L / 500)}}}");

        await ReadAsync("-", () => Text(string.Join('\n', lines)));
    }

    [Fact]
    public async Task Check_NumberWrittenAtLength_IsShownShortened()
    {
        var refused = await RefusedAsync($"{{\"ts\":1700000000.{new string('0', 1000)}}}");

        Assert.Contains("has ts 1700000000.00000000000000000000000000000, which", refused);
    }

    [Theory]
    [InlineData("1990-01-01T00:00:00Z", true)]
    [InlineData("2099-12-31T23:59:59Z", true)]
    [InlineData("1989-12-31T23:59:59Z", false)]
    [InlineData("2100-01-01T00:00:00Z", false)]
    public async Task Of_TheEdgesOfWhatIsPlausible_AreTheYears1990To2100(string moment, bool isPlausible)
    {
        var ts = DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture).ToUnixTimeSeconds();

        if (isPlausible)
            Assert.Contains(moment + " in seconds", await RefusedAsync($"{{\"ts\":{ts}}}"));
        else
            await ReadAsync("-", () => Text($"{{\"ts\":{ts}}}"));
    }

    private static async Task<string> RefusedAsync(string lines) =>
        (await Assert.ThrowsAsync<OrdersFileException>(() => ReadAsync("-", () => Text(lines)))).Message;

    private static MemoryStream Text(string lines) => new(Encoding.UTF8.GetBytes(lines));

    private static Task<OrdersFileScenario> ReadAsync(string path, Func<Stream>? input) =>
        OrdersFileScenario.ReadAsync(
            new OrdersFile(path) { StandardInput = input },
            1,
            DetectionSettings.Default,
            "run7",
            CancellationToken.None
        );

    /// <summary>Gives what it has again and again.</summary>
    private sealed class EndlessStream(string text) : MemoryStream(Encoding.UTF8.GetBytes(text))
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Position == Length)
                Position = 0;
            return base.ReadAsync(buffer, cancellationToken);
        }
    }
}
