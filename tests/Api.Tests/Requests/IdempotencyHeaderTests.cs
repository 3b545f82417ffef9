using KillSwitch.Api.Requests;
using KillSwitch.Workflows.Operators;

namespace KillSwitch.Api.Tests.Requests;

public sealed class IdempotencyHeaderTests
{
    [Fact]
    public void Read_OneKey_IsItAsItWasSent() => Assert.Equal("Key-1", IdempotencyHeader.Read(["Key-1"]));

    [Fact]
    public void Read_None_IsNoKey() => Assert.Null(IdempotencyHeader.Read([]));

    /// <summary>An empty header is not the same as none: whoever sends it believes that he may repeat.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("k", "k")]
    [InlineData("k-1", "k-2")]
    public void Read_EmptyOrSeveral_IsNothingThatTheDomainTakes(params string[] sent) =>
        Assert.NotNull(IdempotencyKey.Check(IdempotencyHeader.Read(sent)));
}
