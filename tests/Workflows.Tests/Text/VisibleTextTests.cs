using System.Text.Json.Nodes;
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
    [InlineData("pay\u200Bpal\uFEFF", @"pay\u200Bpal\uFEFF")]
    [InlineData("a\U000E0041b", @"a\uDB40\uDC41b")]
    public void Of_CharacterThatWouldAct_ShowsItsNumber(string text, string shown) => Assert.Equal(shown, VisibleText.Of(text));

    [Fact]
    public void InJson_CharacterThatWouldAct_IsReadAsTheSameAndNotObeyed()
    {
        var json = "{\n\t\"reason\": \"sell \u202Elleks \U000E0041\"\r\n}";

        var shown = VisibleText.InJson(json);

        Assert.Equal("{\n\t\"reason\": \"sell \\u202Elleks \\uDB40\\uDC41\"\r\n}", shown);
        Assert.Equal("sell \u202Elleks \U000E0041", JsonNode.Parse(shown)!["reason"]!.GetValue<string>());
    }

    [Fact]
    public void InJson_NothingThatActs_IsTheSameText()
    {
        const string Json = "{\n  \"reason\": \"Überprüft ✓\"\n}";

        Assert.Same(Json, VisibleText.InJson(Json));
    }
}
