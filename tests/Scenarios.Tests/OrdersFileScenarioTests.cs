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
        var orders = await ReadAsync(string.Join('\n', lines) + "\n", paced: false);

        Assert.Equal(lines, orders.Select(o => Encoding.UTF8.GetString(o.Value)));
        Assert.Equal(["77", "", "", "", "", "77"], orders.Select(o => o.Key));
        Assert.All(orders, o => Assert.Equal(TimeSpan.Zero, o.Due));
    }

    [Fact]
    public async Task OrdersAsync_EmptyLinesAndNoNewlineAtTheEnd_LosesNothing()
    {
        var orders = await ReadAsync("a\n\n\nb", paced: false);

        Assert.Equal(["a", "b"], orders.Select(o => Encoding.UTF8.GetString(o.Value)));
    }

    [Fact]
    public async Task OrdersAsync_Paced_FollowsTheTimesAndNeverGoesBack()
    {
        var orders = await ReadAsync("{\"ts\":5000}\nbad\n{\"ts\":7500}\n{\"ts\":6000}\n{\"ts\":9223372036854775807}", paced: true);

        Assert.Equal([0, 0, 2.5, 2.5, 366 * 86_400], orders.Select(o => o.Due.TotalSeconds));
    }

    [Fact]
    public async Task OrdersAsync_LineTooLong_SaysWhich()
    {
        var e = await Assert.ThrowsAsync<OrdersFileException>(() =>
            ReadAsync("a\n" + new string('x', OrdersFileScenario.MaxLineBytes + 1), paced: false)
        );

        Assert.Contains("Line 2 of - is longer than 1,000,000 bytes", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Constructor_NoSuchFile_SaysWhatToDo()
    {
        var e = Assert.Throws<OrdersFileException>(() => new OrdersFileScenario("nowhere.jsonl", false, DetectionSettings.Default));

        Assert.Equal(
            "There is no file nowhere.jsonl. Name a file with one order as JSON on each line, or - to read them from standard input.",
            e.Message
        );
    }

    private static async Task<List<TimedOrder>> ReadAsync(string text, bool paced)
    {
        var scenario = new OrdersFileScenario("-", paced, DetectionSettings.Default, () => new MemoryStream(Encoding.UTF8.GetBytes(text)));
        return await scenario.TakeAsync(TimeSpan.MaxValue);
    }
}
