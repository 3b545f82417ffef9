using KillSwitch.Api.Requests;
using KillSwitch.Workflows.Ports;

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
            FaultRefusals.Unavailable("; GET /health names it").Message
        );
}
