using KillSwitch.Api.Requests;

namespace KillSwitch.Api.Tests.Requests;

public sealed class AcceptsTests
{
    [Theory]
    [InlineData("application/json")]
    [InlineData("application/problem+json")]
    [InlineData("text/html;q=0.5, application/json")]
    [InlineData("application/json, */*")]
    public void Json_IsPreferred_IsGiven(string accept) => Assert.True(Accepts.Json([accept]));

    [Theory]
    [InlineData("")]
    [InlineData("*/*")]
    [InlineData("text/html")]
    [InlineData("text/html, application/json")]
    [InlineData("text/html, application/json;q=0.9, */*;q=0.8")]
    [InlineData("application/json;q=0")]
    [InlineData("nonsense")]
    public void Json_IsNotPreferred_ThePageIs(string accept) => Assert.False(Accepts.Json([accept]));
}
