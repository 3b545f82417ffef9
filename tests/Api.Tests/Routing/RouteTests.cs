using KillSwitch.Api.Requests;
using KillSwitch.Api.Routing;

namespace KillSwitch.Api.Tests.Routing;

public sealed class RouteTests
{
    [Theory]
    [InlineData("/state", "state")]
    [InlineData("/state", "STATE")]
    [InlineData("/incidents/{id}", "incidents/x")]
    public void ValuesIn_PathOfThePattern_AreFound(string pattern, string path) => Assert.NotNull(Of(pattern).ValuesIn(path.Split('/')));

    [Theory]
    [InlineData("/state", "")]
    [InlineData("/state", "states")]
    [InlineData("/state", "state/x")]
    [InlineData("/incidents/{id}", "incidents")]
    [InlineData("/incidents/{id}", "incidents/")]
    [InlineData("/incidents/{id}", "incidents/x/y")]
    [InlineData("/incidents/{id}", "/x")]
    public void ValuesIn_AnotherPath_AreNone(string pattern, string path) => Assert.Null(Of(pattern).ValuesIn(path.Split('/')));

    [Fact]
    public void ValuesIn_NameInBraces_HasTheSegmentWholeAndInItsOwnCase() =>
        Assert.Equal("a/B", Of("/incidents/{id}").ValuesIn(["incidents", "a/B"])!["id"]);

    [Fact]
    public void Names_OfAPattern_AreThoseInBraces() => Assert.Equal(["id"], Of("/incidents/{id}").Names);

    private static Route Of(string pattern) => new()
    {
        Methods = Verbs.Get,
        Pattern = pattern,
        Rule = RouteRule.Read,
        Summary = "An example.",
        Answers = [AnswerForm.Page],
        Handler = (_, call, _) => Task.FromResult(new ApiAnswer(call.Route.Status, "text/plain", default)),
    };
}
