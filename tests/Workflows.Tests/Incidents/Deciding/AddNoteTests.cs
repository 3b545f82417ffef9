using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Incidents.Deciding;

namespace KillSwitch.Workflows.Tests.Incidents.Deciding;

public sealed class AddNoteTests
{
    private static readonly ScopeRecord s_killed = Situation.Of("KILLED");

    [Fact]
    public void Decide_TheSameKeyOfTheSamePerson_IsTheSameNote()
    {
        var noted = Note("bob", "k", "first").Decide(s_killed, Situation.NowMs).Record;

        var again = Note("bob", "k", "first").Decide(noted, Situation.NowMs + 1);

        Assert.Same(noted, again.Record);
        Assert.Equal("first", again.Result.Value!.Note.Text);
    }

    [Fact]
    public void Decide_TheSameKeyOfAnother_IsAnotherNote()
    {
        var noted = Note("bob", "k", "first").Decide(s_killed, Situation.NowMs).Record;

        Assert.Equal(2, Note("alice", "k", "second").Decide(noted, Situation.NowMs).Record.Incident!.Notes.Count);
    }

    [Fact]
    public void Decide_MoreThanAreKept_KeepsTheFirstAndTheLatest()
    {
        var record = Enumerable.Range(1, 50).Aggregate(s_killed, (r, n) => Note("bob", $"k{n}", $"{n}").Decide(r, Situation.NowMs).Record);

        Assert.Equal(["1", .. Enumerable.Range(12, 39).Select(n => $"{n}")], record.Incident!.Notes.Select(n => n.Text));
    }

    [Fact]
    public void Decide_RepeatOfOneThatFellOut_IsTheSameNoteAndDoesNotComeBack()
    {
        var record = Enumerable.Range(1, 50).Aggregate(s_killed, (r, n) => NoteAt(n, $"k{n}").Decide(r, Situation.NowMs).Record);

        var again = NoteAt(5, "k5").Decide(record, Situation.NowMs);

        Assert.Same(record, again.Record);
        Assert.Equal("5", again.Result.Value!.Note.Text);
    }

    [Fact]
    public void Decide_AnyNote_ChangesNothingElse()
    {
        var noted = Note("bob", "k", "first").Decide(s_killed, Situation.NowMs).Record;

        Assert.Equal(s_killed.Incident, noted.Incident! with { Notes = s_killed.Incident!.Notes });
    }

    [Fact]
    public void Decide_AnotherIncidentOfTheScope_IsRefused() =>
        Assert.True(new AddNote("inc-other", Situation.Noted(s_killed).Note).Decide(s_killed, Situation.NowMs).Result.IsRefused);

    private static AddNote NoteAt(int n, string key) =>
        new(s_killed.Incident!.IncidentId, new(new("bob"), NoteKind.Note, $"{n}", Situation.NowMs + n, key));

    private static AddNote Note(string by, string key, string text) =>
        new(s_killed.Incident!.IncidentId, new(new(by), NoteKind.Note, text, Situation.NowMs, key));
}
