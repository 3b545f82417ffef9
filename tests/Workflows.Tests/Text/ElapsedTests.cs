using KillSwitch.Workflows.Text;

namespace KillSwitch.Workflows.Tests.Text;

public sealed class ElapsedTests
{
    [Theory]
    [InlineData(-5_000, "0 s")]
    [InlineData(999, "0 s")]
    [InlineData(59_999, "59 s")]
    [InlineData(245_000, "4 min 5 s")]
    [InlineData(9_000_000, "2 h 30 min")]
    [InlineData(273_600_000, "3 d 4 h")]
    public void Of_Milliseconds_IsTheTwoLargestUnits(long ms, string expected) => Assert.Equal(expected, Elapsed.Of(ms));
}
