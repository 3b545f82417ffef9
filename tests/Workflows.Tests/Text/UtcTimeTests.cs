using KillSwitch.Workflows.Text;

namespace KillSwitch.Workflows.Tests.Text;

public sealed class UtcTimeTests
{
    [Theory]
    [InlineData(0, "1970-01-01 00:00:00 UTC")]
    [InlineData(1_772_600_767_999, "2026-03-04 05:06:07 UTC")]
    public void Of_AnyMoment_IsReadByPeople(long unixMs, string expected) => Assert.Equal(expected, UtcTime.Of(unixMs));
}
