using KillSwitch.StatesLanguage.Executions;
using KillSwitch.StatesLanguage.Tests.Support;

namespace KillSwitch.StatesLanguage.Tests;

public sealed class JsonTests
{
    [Theory]
    [InlineData("""{"a":"\ud800"}""")]
    [InlineData("""{"\udc00\ud800":1}""")]
    public void TryParse_HalfACharacter_IsRefused(string text) => Assert.False(Json.TryParse(text, out _));

    [Fact]
    public void TryParse_EscapedCharacter_IsRead() => Assert.True(Json.TryParse("""{"a":"\ud83d\ude00 \\ud800"}""", out _));

    [Fact]
    public void TryParse_TooDeep_IsRefused() =>
        Assert.False(Json.TryParse(new string('[', Json.MaxDepth + 1) + new string(']', Json.MaxDepth + 1), out _));

    /// <summary>
    /// Input that leaves room for the context object around it comes back from a journal; what is deeper fails the state that adds
    /// to it, and no execution stands still.
    /// </summary>
    [Theory]
    [InlineData(Json.MaxDepth - 2, "$", ExecutionStatus.Succeeded)]
    [InlineData(Json.MaxDepth - 2, "$.x.y.z", ExecutionStatus.Failed)]
    [InlineData(Json.MaxDepth, "$", ExecutionStatus.Failed)]
    public void Run_DeepInput_IsKeptOrFailsTheState(int depth, string resultPath, ExecutionStatus status)
    {
        var input = $"{{\"a\":{new string('[', depth - 1)}{new string(']', depth - 1)}}}";
        var pass = Asl.One("Pass", $"\"Parameters\":{{\"b.$\":\"$.a\"}},\"ResultPath\":\"{resultPath}\"");

        var run = Run.Started(pass, input);

        Assert.Equal(status, run.State.Status);
        if (status == ExecutionStatus.Failed)
            Assert.Equal(ErrorNames.Runtime, run.State.Error!.Error);
    }
}
