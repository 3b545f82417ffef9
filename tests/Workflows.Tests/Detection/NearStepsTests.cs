using KillSwitch.Workflows.Detection;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Tests.Detection;

public sealed class NearStepsTests
{
    private readonly NearSteps _steps = new();

    [Fact]
    public void Reached_OnTheWayToALimit_TellsEachStepOnce()
    {
        decimal[] way = [10, 49.9m, 50, 60, 75, 76, 91, 94, 80, 91, 95, 99, 100, 120];

        var told = way.Select(value => Reached(("a", value))).ToList();

        Assert.Equal(["", "", "a 0.5", "", "a 0.75", "", "a 0.9", "", "", "", "a 0.95", "", "", ""], told);
    }

    [Fact]
    public void Reached_BelowTheFirstAndUpAgain_TellsAgain()
    {
        Reached(("a", 80));
        Reached(("a", 49));

        Assert.Equal("a 0.5", Reached(("a", 60)));
    }

    /// <summary>It is above the limit by then, which a signal tells.</summary>
    [Fact]
    public void Reached_BeyondTheLimitAtOnce_TellsNothing() => Assert.Equal("", Reached(("a", 150)));

    [Fact]
    public void Reached_Several_TellsTheNearestFirstAndForgetsWhoIsFar()
    {
        Assert.Equal("b 0.9, a 0.5", Reached(("a", 55), ("b", 90)));
        Assert.Equal("", Reached(("b", 90)));

        Assert.Equal("a 0.5", Reached(("a", 55), ("b", 90)));
    }

    private string Reached(params (string Account, decimal Value)[] standing) => string.Join(
        ", ",
        _steps
            .Reached(standing.Select(s => new NearLimit(Scope.Account(s.Account), RuleNames.OrderRate, s.Value, 100)))
            .Select(r => FormattableString.Invariant($"{r.Near.Scope.Value} {r.Step}"))
    );
}
