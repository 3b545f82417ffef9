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

    [Theory]
    [InlineData("KILL", CommandParser.MaxKillBytes)]
    [InlineData("UNKILL", CommandParser.MaxBytes)]
    [InlineData("KILT", CommandParser.MaxBytes)]
    public void Parse_TooLong_IsRefusedForThat(string action, int reason)
    {
        var refusal = Parse(Long(reason).Replace("KILL", action, StringComparison.Ordinal)).Refusal!;

        Assert.Equal(
            (
                RefusalCode.CommandTooLarge,
                "The command has more than 16384 bytes, and is no kill of at most 1048576 that can be read. Shorten its reason."
            ),
            (refusal.Code, refusal.Message)
        );
    }

    [Theory]
    [InlineData(CommandParser.MaxBytes)]
    [InlineData(CommandParser.MaxKillBytes - 1000)]
    public void Parse_KillLongerThanAnyOtherCommand_IsOneWithItsReasonCut(int reason)
    {
        var command = Parse(Long(reason)).Command!;

        Assert.Equal((CommandAction.Kill, new string('x', 999) + "…"), (command.Action, command.Reason));
    }

    [Fact]
    public void Kept_LongKill_IsShortAndTheSameCommand()
    {
        var value = Encoding.UTF8.GetBytes(Long(500_000));

        var kept = CommandParser.Kept(value);

        Assert.True(kept.Length <= CommandParser.MaxBytes);
        Assert.Equal(CommandParser.Read(value), CommandParser.Read(kept));
    }

    [Theory]
    [InlineData("UNKILL", 500_000)]
    [InlineData("KILL", 2_000_000)]
    public void Kept_TooLong_IsTheBeginningAndRefusedForItsLength(string action, int reason)
    {
        var kept = CommandParser.Kept(Encoding.UTF8.GetBytes(Long(reason).Replace("KILL", action, StringComparison.Ordinal)));

        Assert.Equal(CommandParser.MaxBytes + 1, kept.Length);
        Assert.Equal(RefusalCode.CommandTooLarge, CommandParser.Parse(kept).Refusal!.Code);
    }

    [Fact]
    public void Kept_AnyOther_IsItself()
    {
        var value = Encoding.UTF8.GetBytes(Good);

        Assert.Equal(value, CommandParser.Kept(value).ToArray());
    }

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

    private static string Long(int reason) => Good.Replace("too fast", new string('x', reason), StringComparison.Ordinal);

    private static ParsedCommand Parse(string text) => CommandParser.Parse(Encoding.UTF8.GetBytes(text));
}
