using System.Text;
using KillSwitch.Aws.Events;

namespace KillSwitch.Aws.Tests.Events;

public sealed class StepPayloadTests
{
    [Fact]
    public void Of_StepInput_NamesIncidentCorrelationAndAttempt()
    {
        Assert.Equal(
            new StepPayload("inc-1", "corr-1", 2),
            Of("""{"incident_id":"inc-1","corr_id":"corr-1","attempt":2,"task_token":"secret"}""")
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"incident_id":7,"attempt":"x"}""")]
    [InlineData("""{"attempt":1.5}""")]
    public void Of_AnythingElse_NamesNothing(string payload)
    {
        Assert.Equal(new StepPayload(null, null, null), Of(payload));
    }

    private static StepPayload Of(string payload) => StepPayload.Of(Encoding.UTF8.GetBytes(payload));
}
