using System.Text;
using KillSwitch.Workflows.Commands;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Refusals;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Tests.Commands;

public sealed class CommandParserTests
{
    private const string Good =
        """{"cmd_id":"c1","ts":1763000000000,"scope":"SYMBOL:aapl","action":"KILL","reason":"too fast","triggered_by":"detector","metric":"order_rate","value":"101","corr_id":"o1","later":"ignored"}""";

    [Fact]
    public void Parse_Good_ReadsEveryFieldAndNormalisesTheScope()
    {
        var parsed = Parse(Good);

        Assert.Equal(
            new Command("c1", 1763000000000, Scope.Symbol("AAPL"), CommandAction.Kill, "too fast", "detector", "o1", "order_rate", "101"),
            parsed.Command
        );
    }

    [Theory]
    [InlineData("", RefusalCode.CommandNotJson)]
    [InlineData("not json", RefusalCode.CommandNotJson)]
    [InlineData("[]", RefusalCode.CommandNotJson)]
    [InlineData("null", RefusalCode.CommandNotJson)]
    [InlineData("""{"cmd_id":"c1","cmd_id":"c2"}""", RefusalCode.CommandNotJson)]
    [InlineData("{}", RefusalCode.CommandFieldMissing)]
    public void Parse_NoCommand_IsRefused(string text, RefusalCode code) =>
        Assert.Equal(code, Parse(text).Refusal!.Code);

    [Theory]
    [InlineData("\"cmd_id\":\"c1\",", "", RefusalCode.CommandFieldMissing)]
    [InlineData("\"cmd_id\":\"c1\"", "\"cmd_id\":7", RefusalCode.CommandFieldInvalid)]
    [InlineData("\"cmd_id\":\"c1\"", "\"cmd_id\":\"  \"", RefusalCode.CommandFieldInvalid)]
    [InlineData("\"cmd_id\":\"c1\"", "\"cmd_id\":\"a\\nb\"", RefusalCode.CommandFieldInvalid)]
    [InlineData("\"ts\":1763000000000", "\"ts\":\"now\"", RefusalCode.CommandFieldInvalid)]
    [InlineData("\"ts\":1763000000000", "\"ts\":0", RefusalCode.CommandFieldInvalid)]
    [InlineData("\"ts\":1763000000000,", "", RefusalCode.CommandFieldMissing)]
    [InlineData("SYMBOL:aapl", "symbol:aapl", RefusalCode.ScopeInvalid)]
    [InlineData("SYMBOL:aapl", "SYMBOL:", RefusalCode.ScopeInvalid)]
    [InlineData("\"KILL\"", "\"kill\"", RefusalCode.CommandFieldInvalid)]
    [InlineData("\"KILL\"", "1", RefusalCode.CommandFieldInvalid)]
    [InlineData("\"too fast\"", "\"  \"", RefusalCode.ReasonMissing)]
    [InlineData("\"reason\":\"too fast\",", "", RefusalCode.ReasonMissing)]
    [InlineData("\"triggered_by\":\"detector\",", "", RefusalCode.CommandFieldMissing)]
    [InlineData("\"corr_id\":\"o1\",", "", RefusalCode.CommandFieldMissing)]
    [InlineData("\"value\":\"101\"", "\"value\":101", RefusalCode.CommandFieldInvalid)]
    public void Parse_OneFieldWrong_IsRefusedWithItsCode(string right, string wrong, RefusalCode code)
    {
        var parsed = Parse(Good.Replace(right, wrong, StringComparison.Ordinal));

        Assert.Equal(code, parsed.Refusal!.Code);
        Assert.Null(parsed.Command);
    }

    [Fact]
    public void Parse_ScopeWrong_NamesTheFormsAndKeepsWhatCouldBeRead()
    {
        var parsed = Parse(Good.Replace("SYMBOL:aapl", "account:1", StringComparison.Ordinal));

        Assert.Contains(Scope.Forms, parsed.Refusal!.Message, StringComparison.Ordinal);
        Assert.Equal(("c1", "detector"), (parsed.CmdId, parsed.TriggeredBy));
    }

    [Fact]
    public void Parse_TooLong_IsRefusedUnread() =>
        Assert.Equal(
            RefusalCode.CommandTooLarge,
            Parse(Good.Replace("too fast", new string('x', CommandParser.MaxBytes), StringComparison.Ordinal)).Refusal!.Code
        );

    [Fact]
    public void Parse_ReasonOfAnUnkillTooLong_SaysBothLengths() =>
        Assert.Equal(
            "'reason' has 1001 characters; it takes at most 1000.",
            Parse(
                Good.Replace("too fast", new string('x', 1001), StringComparison.Ordinal)
                    .Replace("KILL", "UNKILL", StringComparison.Ordinal)
            ).Refusal!.Message
        );

    [Theory]
    [InlineData("x", 999)]
    [InlineData("\uD83D\uDED1", 998)]
    public void Parse_ReasonOfAKillTooLong_IsCutAtAWholeCharacter(string unit, int kept)
    {
        var command = Parse(Good.Replace("too fast", string.Concat(Enumerable.Repeat(unit, 1001)), StringComparison.Ordinal)).Command!;

        Assert.Equal(string.Concat(Enumerable.Repeat(unit, 1001))[..kept] + "…", command.Reason);
    }

    [Theory]
    [InlineData("\\ud800")]
    [InlineData("\\u0000")]
    public void Parse_HalfACharacterOrNul_IsRefusedAndNoException(string text) =>
        Assert.NotNull(Parse(Good.Replace("c1", text, StringComparison.Ordinal)).Refusal);

    [Fact]
    public void Parse_BytesThatAreNoText_AreRefused() =>
        Assert.Equal(RefusalCode.CommandNotJson, CommandParser.Parse(new byte[] { 0xff, 0xfe, 0x00, 0x7b }).Refusal!.Code);

    [Fact]
    public void Parse_ControlCharacterWhereNoneCanBe_IsNotRepeatedInTheMessage() =>
        Assert.DoesNotContain(Parse("t\u001b[2J").Refusal!.Message, char.IsControl);

    private static ParsedCommand Parse(string text) => CommandParser.Parse(Encoding.UTF8.GetBytes(text));
}
