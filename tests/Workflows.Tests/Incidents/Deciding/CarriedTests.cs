using KillSwitch.Workflows.Incidents.Deciding;

namespace KillSwitch.Workflows.Tests.Incidents.Deciding;

public sealed class CarriedTests
{
    [Theory]
    [InlineData("OPENING")]
    [InlineData("APPROVAL_PENDING")]
    [InlineData("RESTORING")]
    public void Decide_AnotherExecutionCarriesIt_ChangesNothing(string situation)
    {
        var record = Situation.Of(situation);

        var other = Situation.CarrierOf(record) with { ExecutionName = "kill-old" };
        var change = new Carried<PublicationClaim>(other, new ClaimKilled()).Decide(record, Situation.NowMs);

        Assert.Null(change.Result);
        Assert.Same(record, change.Record);
    }

    [Fact]
    public void Decide_AnotherIncidentOfTheScope_ChangesNothing()
    {
        var record = Situation.Of("APPROVAL_PENDING");

        var other = Situation.CarrierOf(record) with { IncidentId = "inc-old" };
        var change = new Carried<RequestAnswer>(other, new Expire(1)).Decide(record, Situation.NowMs);

        Assert.Null(change.Result);
        Assert.Same(record, change.Record);
    }
}
