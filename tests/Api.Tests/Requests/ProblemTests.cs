using KillSwitch.Api.Requests;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Api.Tests.Requests;

public sealed class ProblemTests
{
    [Fact]
    public void Of_ARefusal_SaysItInEveryForm()
    {
        var problem = Problem.Of(new Refusal(RefusalCode.LinkExpired, "The link has expired."), "trace-1");

        var number = (int)RefusalCode.LinkExpired;
        Assert.Equal(
            new Problem($"urn:killswitch:refusal:{number}", "Link expired", 410, "The link has expired.", number, "LinkExpired", "trace-1"),
            problem
        );
    }

    public static TheoryData<RefusalCode> Codes => [.. Enum.GetValues<RefusalCode>()];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Of_EveryRefusal_HasAStatusThatIsAnError(RefusalCode code) =>
        Assert.InRange(Problem.Of(new Refusal(code, "No."), "t").Status, 400, 599);
}
