using KillSwitch.Benchmarks.Against;

namespace KillSwitch.Benchmarks.Tests.Against;

public sealed class DirectionTests
{
    [Theory]
    [InlineData("orders/s")]
    [InlineData("records/s")]
    public void IsHigherBetter_WorkInASecond_Is(string unit) => Assert.True(Direction.IsHigherBetter(unit));

    [Theory]
    [InlineData("ns")]
    [InlineData("µs")]
    [InlineData("µs/order")]
    [InlineData("ms")]
    [InlineData("s")]
    [InlineData("bytes")]
    [InlineData("bytes/scope")]
    [InlineData("bytes/account")]
    [InlineData("MiB")]
    public void IsHigherBetter_TimeOrMemory_IsNot(string unit) => Assert.False(Direction.IsHigherBetter(unit));

    [Theory]
    [InlineData("")]
    [InlineData("bananas")]
    public void IsHigherBetter_UnitThatDoesNotTell_IsNotKnown(string unit) => Assert.Null(Direction.IsHigherBetter(unit));
}
