using KillSwitch.Workflows.Auditing;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Workflows.Tests.Auditing;

public sealed class AuditCursorTests
{
    private static readonly AuditQuestion s_question = new() { AccountId = "42" };
    private static readonly AuditPlace s_place = new(1_767_366_002_001, 2, 1718);

    [Fact]
    public void Next_OfTheSameQuestion_GoesOnThere()
    {
        var next = AuditCursor.Next(s_question with { Limit = 5 }, AuditCursor.Write(s_question, s_place));

        Assert.Equal(s_question with { Limit = 5, Before = s_place }, next.Value);
    }

    [Fact]
    public void Next_OfAnotherQuestion_IsRefused()
    {
        var cursor = AuditCursor.Write(s_question, s_place);

        Assert.All(
            new[]
            {
                new AuditQuestion(),
                s_question with { AccountId = "43" },
                s_question with { Step = "x" },
                s_question with { FromInMs = 1 },
            },
            other => Assert.Equal(RefusalCode.FieldInvalid, AuditCursor.Next(other, cursor).Refusal?.Code)
        );
    }

    [Fact]
    public void Next_WithAnyCharacterChanged_IsRefusedWithWhatToDo()
    {
        var cursor = AuditCursor.Write(s_question, s_place);

        for (var i = 0; i < cursor.Length; i++)
        {
            var changed = cursor[..i] + (cursor[i] == 'A' ? 'B' : 'A') + cursor[(i + 1)..];
            var refusal = AuditCursor.Next(s_question, changed).Refusal!;
            Assert.Contains("Send next_cursor of the page before as it stands there", refusal.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("x")]
    [InlineData("AAAA")]
    [InlineData("not base64!")]
    [InlineData("é")]
    public void Next_OfWhatIsNoCursor_IsRefused(string cursor) => Assert.True(AuditCursor.Next(s_question, cursor).IsRefused);
}
