using KillSwitch.StatesLanguage.Executions;
using KillSwitch.StatesLanguage.Tests.Support;

namespace KillSwitch.StatesLanguage.Tests.Executions;

public class WaitTests
{
    [Theory]
    [InlineData("\"Seconds\":10")]
    [InlineData("\"SecondsPath\":\"$.s\"")]
    [InlineData("\"Timestamp\":\"2025-01-02T14:30:10Z\"")]
    [InlineData("\"TimestampPath\":\"$.t\"")]
    public void Begin_AnyWayToSayIt_WaitsThatLong(string members)
    {
        var run = Run.Started(Asl.One("Wait", members), """{"s":10,"t":"2025-01-02T16:30:10+02:00"}""");

        run.Advance(9.999);
        Assert.Equal(ExecutionStatus.Running, run.State.Status);
        run.Advance(0.001);

        Assert.Equal(ExecutionStatus.Succeeded, run.State.Status);
        Assert.Equal(["WaitStateEntered", "WaitStateExited"], run.History.Skip(1).Take(2));
    }

    [Fact]
    public void Begin_TimestampInThePast_GoesOnAtOnce()
    {
        Assert.Equal(ExecutionStatus.Succeeded, Run.Started(Asl.One("Wait", "\"Timestamp\":\"2001-01-01T00:00:00Z\"")).State.Status);
    }

    [Theory]
    [InlineData("\"SecondsPath\":\"$.none\"", "The SecondsPath parameter does not reference an input value: $.none")]
    [InlineData("\"SecondsPath\":\"$.negative\"", "The SecondsPath parameter references a negative value: $.negative == -1")]
    [InlineData("\"SecondsPath\":\"$.half\"", "The SecondsPath parameter cannot be parsed as a long value: $.half == 1.5")]
    [InlineData("\"SecondsPath\":\"$.huge\"", "Wait state delay is too long.")]
    [InlineData(
        "\"TimestampPath\":\"$.text\"",
        "The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: $.text == soon"
    )]
    public void Begin_ValueDoesNotFit_FailsWithRuntime(string members, string problem)
    {
        var run = Run.Started(Asl.One("Wait", members), """{"negative":-1,"half":1.5,"huge":9223372036854775807,"text":"soon"}""");

        Assert.Equal(ErrorNames.Runtime, run.State.Error!.Error);
        Assert.EndsWith(problem, run.State.Error.Cause);
    }
}
