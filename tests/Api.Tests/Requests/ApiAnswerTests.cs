using KillSwitch.Api.Requests;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Api.Tests.Requests;

public sealed class ApiAnswerTests
{
    [Fact]
    public void Text_OfJson_EscapesWhatJsonMustAndEndsItsLine()
    {
        var answer = ApiAnswer.Of(new Refusal(RefusalCode.NotFound, "Müller's <desk> & \"co\" + 1"), "trace");

        Assert.Contains("""Müller's <desk> & \"co\" + 1""", answer.Text, StringComparison.Ordinal);
        Assert.EndsWith("}\n", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/problem+json")]
    public void Text_OfJsonWithWhatATerminalObeys_ShowsItsNumber(string contentType)
    {
        var answer = new ApiAnswer(200, contentType, "{\"reason\":\"é \u202Elleks\"}"u8.ToArray());

        Assert.Equal("{\"reason\":\"é \\u202Elleks\"}\n", answer.Text);
    }

    [Fact]
    public void Text_OfJsonThatEndsItsLine_GetsNoSecondEnd() =>
        Assert.Equal("{}\n", new ApiAnswer(200, "application/json", "{}\n"u8.ToArray()).Text);

    [Fact]
    public void Text_OfAPage_IsAsItWas() =>
        Assert.Equal("<p>", new ApiAnswer(200, "text/html; charset=utf-8", "<p>"u8.ToArray()).Text);
}
