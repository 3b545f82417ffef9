using KillSwitch.Verification.Promises;

namespace KillSwitch.Verification.Tests.Promises;

public sealed class FindingTests
{
    private readonly Finding _finding = new();

    [Fact]
    public void Result_ManyViolations_ListsTheFirstAndCountsAll()
    {
        for (var i = 0; i < 30; i++)
            _finding.Wrong($"Violation {i}.");

        var result = _finding.Result("a promise", "basis", expected: true, "nothing");

        Assert.Equal(30, result.ViolationCount);
        Assert.Equal("Violation 19.", result.Violations[^1]);
        Assert.Equal("Violation 0. Violation 1. Violation 2. Violation 3. Violation 4. And 25 more.", result.InWords());
    }

    [Fact]
    public void Result_NothingWrong_SaysOnWhatItRestsAndWhatElseIsToBeKnown()
    {
        _finding.Looked(3);
        _finding.Count(0, "of nothing");
        _finding.Count(1234, "repeats");

        Assert.Equal("Place by place. 1,234 repeats.", _finding.Result("a promise", "Place by place.", expected: true, "nothing")
            .InWords());
    }

    [Theory]
    [InlineData(true, "Not provable: nobody came, and there should have been.")]
    [InlineData(false, "Nothing to check: nobody came.")]
    public void Result_NothingLookedAt_HoldsOnlyWhereNothingWasExpected(bool expected, string says)
    {
        var result = _finding.Result("a promise", "basis", expected, "nobody came");

        Assert.Equal((!expected, says), (result.Held, result.InWords()));
    }
}
