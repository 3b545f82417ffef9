using KillSwitch.Api.Requests;
using KillSwitch.Workflows.Ports;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Api.Tests.Requests;

public sealed class FaultRefusalsTests
{
    public static TheoryData<Exception, bool> Failures => new()
    {
        { new StoreUnavailableException("away"), true },
        { new ExecutionsUnavailableException("away"), true },
        { new DirectoryUnavailableException("away"), true },
        { new TimeoutException(), true },
        { new InvalidOperationException("ours"), false },
        { new OperationCanceledException(), false },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public void IsElsewhere_Failure_TellsWhoseItIs(Exception failure, bool elsewhere) =>
        Assert.Equal(elsewhere, FaultRefusals.IsElsewhere(failure));

    [Fact]
    public void Unavailable_WithAHint_SaysWhereToLook() =>
        Assert.StartsWith(
            "A part that is needed does not answer at the moment; GET /health names it. ",
            FaultRefusals.Unavailable("POST", "; GET /health names it").Message
        );

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    public void Refusals_OfARead_SayThatNothingWasChangedAndNameNoKey(string method)
    {
        foreach (var refusal in (Refusal[])[FaultRefusals.Inside(method), FaultRefusals.Unavailable(method)])
        {
            Assert.Contains("Nothing was changed: ask again.", refusal.Message);
            Assert.DoesNotContain("Idempotency-Key", refusal.Message);
        }
    }

    [Fact]
    public void Refusals_OfAnAct_SayThatItMayHaveHadItsEffectAndHowToRepeatIt()
    {
        foreach (var refusal in (Refusal[])[FaultRefusals.Inside("POST"), FaultRefusals.Unavailable("POST")])
        {
            Assert.Contains("It is not known whether the request had its effect", refusal.Message);
            Assert.Contains("Idempotency-Key", refusal.Message);
        }
    }
}
