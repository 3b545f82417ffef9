using KillSwitch.Workflows.Text;

namespace KillSwitch.Workflows.Tests.Text;

public sealed class VisibleTextTests
{
    [Theory]
    [InlineData("fat finger")]
    [InlineData("Überprüft; 買い注文 ✓ 👩‍💻")]
    [InlineData("שלום")]
    public void Of_TextThatIsRead_IsAsItIs(string text) => Assert.Equal(text, VisibleText.Of(text));

    [Theory]
    [InlineData("sell \u202Elleks", @"sell \u202Elleks")]
    [InlineData("a\u2066b\u2069", @"a\u2066b\u2069")]
    [InlineData("\u200Fx", @"\u200Fx")]
    [InlineData("\u001B[2Jgone", @"\u001B[2Jgone")]
    [InlineData("one\r\ntwo\u2028three", @"one\u000D\u000Atwo\u2028three")]
    [InlineData("\u0085\u007F", @"\u0085\u007F")]
    public void Of_CharacterThatWouldAct_ShowsItsNumber(string text, string shown) => Assert.Equal(shown, VisibleText.Of(text));
}
