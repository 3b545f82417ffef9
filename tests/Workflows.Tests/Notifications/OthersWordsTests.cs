using FsCheck;
using FsCheck.Fluent;
using KillSwitch.Workflows.Notifications;

namespace KillSwitch.Workflows.Tests.Notifications;

public class OthersWordsTests
{
    [Theory]
    [InlineData("the algorithm is fixed", "the algorithm is fixed")]
    [InlineData("two\nlines", "two\n  | lines")]
    [InlineData("two\r\nlines", "two\n  | lines")]
    [InlineData("two\u2028lines", "two\n  | lines")]
    [InlineData("a\tb", "a b")]
    [InlineData("see https://evil.example/approvals/x", "see https: //evil.example/approvals/x")]
    [InlineData("\u001b[2Jgone", @"\u001B[2Jgone")]
    [InlineData("left\u202eright", @"left\u202Eright")]
    [InlineData("Überwachung für 株", "Überwachung für 株")]
    public void In_Text_IsQuotedAndHarmless(string text, string shown) => Assert.Equal(shown, OthersWords.In(text));

    [Fact]
    public void In_AnyText_StartsNoLineOfItsOwnAndHoldsNoAddress() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string?>().Filter(t => t is not null), text =>
            {
                var lines = OthersWords.In(text!).Split('\n');
                return lines.Skip(1).All(l => l.StartsWith("  | ", StringComparison.Ordinal))
                    && lines.All(l => !l.Any(char.IsControl) && !l.Contains("://", StringComparison.Ordinal));
            })
            .QuickCheckThrowOnFailure();
}
