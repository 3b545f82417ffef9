using KillSwitch.Workflows.Operators;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Workflows.Tests.Operators;

public sealed class IdempotencyKeyTests
{
    [Theory]
    [InlineData("k")]
    [InlineData("0b1e8c3a-5d8f-4a5e-9f57-1d6c3b0c8f11")]
    [InlineData("~!")]
    public void Check_PrintableText_IsAKey(string key)
    {
        Assert.Null(IdempotencyKey.Check(key));
        Assert.Matches(IdempotencyKey.Pattern, key);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("two words")]
    [InlineData("tab\there")]
    [InlineData("end\n")]
    [InlineData("schlüssel")]
    [InlineData("\u007f")]
    public void Check_AnythingElse_IsRefused(string key)
    {
        Assert.Equal(RefusalCode.FieldInvalid, IdempotencyKey.Check(key)?.Code);
        // .NET alone lets $ stand before a line break, too.
        Assert.DoesNotMatch(IdempotencyKey.Pattern.Replace("$", @"\z", StringComparison.Ordinal), key);
    }

    [Fact]
    public void Check_None_IsNoKeyAndNoFault() => Assert.Null(IdempotencyKey.Check(null));

    [Fact]
    public void Check_Length_IsAtMost128()
    {
        Assert.Null(IdempotencyKey.Check(new string('k', 128)));
        Assert.NotNull(IdempotencyKey.Check(new string('k', 129)));
    }
}
