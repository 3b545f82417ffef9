using KillSwitch.Api.Requests;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Api.Tests.Requests;

public sealed class IdempotencyKeyTests
{
    [Theory]
    [InlineData("k")]
    [InlineData("0b1e8c3a-5d8f-4a5e-9f57-1d6c3b0c8f11")]
    [InlineData("~!")]
    public void Check_PrintableText_IsAKey(string key) => Assert.Null(IdempotencyKey.Check([key]));

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("tab\there")]
    [InlineData("schlüssel")]
    public void Check_AnythingElse_IsRefused(string key) => Assert.Equal(RefusalCode.FieldInvalid, IdempotencyKey.Check([key])?.Code);

    [Fact]
    public void Check_None_IsNoKeyAndNoFault() => Assert.Null(IdempotencyKey.Check([]));

    [Fact]
    public void Check_TwoAtOnce_IsRefused() => Assert.Equal(RefusalCode.FieldInvalid, IdempotencyKey.Check(["k", "k"])?.Code);

    [Fact]
    public void Check_Length_IsAtMost128()
    {
        Assert.Null(IdempotencyKey.Check([new string('k', 128)]));
        Assert.NotNull(IdempotencyKey.Check([new string('k', 129)]));
    }
}
