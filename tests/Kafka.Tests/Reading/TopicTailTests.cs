using System.Globalization;
using System.Text;
using KillSwitch.Brokers;
using KillSwitch.Kafka.Publishing;
using KillSwitch.Kafka.Reading;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Kafka.Tests.Reading;

public sealed class TopicTailTests : IDisposable
{
    private readonly EmbeddedBroker _broker = EmbeddedBroker.Start(partitions: 1);
    private readonly OrderLog _orders;

    public TopicTailTests() => _orders = new OrderLog(_broker.Settings, TimeProvider.System);

    public void Dispose()
    {
        _orders.Dispose();
        _broker.Dispose();
    }

    [Theory]
    [InlineData(0, new int[0])]
    [InlineData(2, new[] { 3, 4 })]
    [InlineData(9, new[] { 0, 1, 2, 3, 4 })]
    [InlineData(long.MaxValue, new[] { 0, 1, 2, 3, 4 })]
    public async Task ReadToEndAsync_LatestOfEach_ShowsSoManyAndEnds(long latest, int[] shown)
    {
        await AppendAsync(0, 5);

        Assert.Equal(shown, await NumbersAsync(Tail().ReadToEndAsync(Topics.Orders, new TailStart(latest), default), shown.Length + 1));
    }

    [Fact]
    public async Task FollowAsync_FromTheEnd_ShowsWhatComesOnceItHasBegun()
    {
        await AppendAsync(0, 3);
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var followed = FirstAsync(Tail().FollowAsync([Topics.Audit, Topics.Orders], TailStart.End, begun.SetResult, default));
        await begun.Task;

        await AppendAsync(3, 1);

        var (topic, record) = await followed;
        Assert.Equal((Topics.Orders, 3), (topic, Number(record)));
    }

    [Fact]
    public async Task FollowAsync_NoSuchTopic_SaysSo() =>
        Assert.Contains(
            "nothing.v1",
            (await Assert.ThrowsAsync<TopicMissingException>(async () =>
                await NumbersAsync(Tail().FollowAsync("nothing.v1", TailStart.End, default), 1))).Message
        );

    private TopicTail Tail() => new(_broker.Settings);

    private async Task AppendAsync(int from, int count)
    {
        for (var i = from; i < from + count; i++)
            await _orders.AppendAsync("k", Encoding.UTF8.GetBytes($"{i}"), null, default);
        await _orders.FlushAsync(default);
    }

    private static async Task<List<int>> NumbersAsync(IAsyncEnumerable<TopicRecord> records, int atMost)
    {
        var numbers = new List<int>();
        await foreach (var record in records)
        {
            numbers.Add(Number(record));
            if (numbers.Count == atMost)
                break;
        }
        return numbers;
    }

    private static async Task<TailedRecord> FirstAsync(IAsyncEnumerable<TailedRecord> records)
    {
        await foreach (var record in records)
            return record;
        throw new InvalidOperationException("It ended.");
    }

    private static int Number(TopicRecord record) => int.Parse(Encoding.UTF8.GetString(record.Value!), CultureInfo.InvariantCulture);
}
