using KillSwitch.Verification.Facts;
using KillSwitch.Workflows.Routing;

namespace KillSwitch.Verification.Tests.Facts;

public sealed class OrderFactsTests
{
    /// <summary>Offsets 0, 3, 6 and so on: a topic may have gaps.</summary>
    private readonly OrderFacts _orders = new([[],
        [.. Enumerable.Range(0, 50).Select(i => new OrderFact(i * 3, default, default, default, $"o-{i}", []))]]);

    [Fact]
    public void TryFind_EveryOffset_FindsExactlyWhatIsThere()
    {
        for (var offset = 0; offset < 150; offset++)
        {
            Assert.Equal(offset % 3 == 0, _orders.TryFind(new OrderSource(1, offset), out var order));
            Assert.Equal(offset % 3 == 0 ? $"o-{offset / 3}" : null, order.OrderId);
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 150)]
    [InlineData(1, -1)]
    [InlineData(2, 0)]
    [InlineData(-1, 0)]
    public void TryFind_WhereNothingIs_FindsNothing(int partition, long offset) =>
        Assert.False(_orders.TryFind(new OrderSource(partition, offset), out _));
}
