using KillSwitch.Api.Routing;

namespace KillSwitch.Api.Tests.Routing;

public sealed class RoutePatternTests
{
    [Theory]
    [InlineData("/state", "state")]
    [InlineData("/state", "STATE")]
    [InlineData("/incidents/{id}", "incidents/x")]
    public void Match_PathOfThePattern_IsFound(string pattern, string path) => Assert.NotNull(RoutePattern.Match(pattern, path.Split('/')));

    [Theory]
    [InlineData("/state", "")]
    [InlineData("/state", "states")]
    [InlineData("/state", "state/x")]
    [InlineData("/incidents/{id}", "incidents")]
    [InlineData("/incidents/{id}", "incidents/")]
    [InlineData("/incidents/{id}", "incidents/x/y")]
    [InlineData("/incidents/{id}", "/x")]
    public void Match_AnotherPath_IsNot(string pattern, string path) => Assert.Null(RoutePattern.Match(pattern, path.Split('/')));

    [Fact]
    public void Match_NameInBraces_HasTheSegmentWholeAndInItsOwnCase() =>
        Assert.Equal("a/B", RoutePattern.Match("/incidents/{id}", ["incidents", "a/B"])!["id"]);

    [Fact]
    public void Names_OfAPattern_AreThoseInBraces() => Assert.Equal(["id"], RoutePattern.Names("/incidents/{id}"));
}
