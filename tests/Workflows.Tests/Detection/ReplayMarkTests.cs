using KillSwitch.Workflows.Detection;

namespace KillSwitch.Workflows.Tests.Detection;

public sealed class ReplayMarkTests
{
    [Theory]
    [InlineData("r1", "r1", 0)]
    [InlineData("r19b0c/17", "r19b0c", 17)]
    [InlineData("R/9223372036854775807", "R", long.MaxValue)]
    public void Parse_AMark_IsReadAsItIsWritten(string text, string run, long number)
    {
        var mark = ReplayMark.Parse(text);

        Assert.Equal(new ReplayMark(run, number), mark);
        Assert.Equal(text, mark.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1r")]
    [InlineData("r-1")]
    [InlineData("r.1/2")]
    [InlineData("r1/")]
    [InlineData("r1/0")]
    [InlineData("r1/-1")]
    [InlineData("r1/1/2")]
    [InlineData("r1/9223372036854775808")]
    [InlineData("r23456789012345678901234567890123")]
    public void Parse_NoMark_IsNone(string? text) => Assert.Null(ReplayMark.Parse(text));
}
