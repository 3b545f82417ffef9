using KillSwitch.Course.Recordings;

namespace KillSwitch.Course.Exercises;

/// <summary>01: what happened, from the topics alone.</summary>
/// <param name="recording">Where it happened.</param>
internal sealed class ReadAnIncident(Lazy<Recording> recording) : IExercise
{
    /// <summary>The order was read before the state could be: its letter in the README.</summary>
    private const string BeforeTheBarrier = "b";

    public string Number => "01";

    public string Folder => "01-read-an-incident";

    public string Title => "Read an incident: who killed, who gave back, what passed in between";

    public int Minutes => 20;

    public string Fill(string text, Student student) =>
        text.Replace("{{scope}}", Asked(student).Scope.ToString(), StringComparison.Ordinal);

    public IReadOnlyList<Finding> Check(string folder, Student student)
    {
        var incident = Asked(student);
        return Answers
            .Load(folder)
            .Is("scope", $"{incident.Scope}", "the scope that is asked about", $"It is {incident.Scope} for you; leave that as it is.")
            .Is("incident_id", incident.Id, "its incident", "It stands in the KILLED of your scope, in killswitch.state.v1.jsonl.")
            .Is(
                "killed_by",
                incident.KilledBy,
                "who or what commanded the kill",
                "Look for triggered_by in killswitch.commands.v1.jsonl; a person is written user:NAME."
            )
            .Is(
                "asked_by",
                incident.AskedBy!,
                "who asked for the unkill that was approved",
                "UnkillRequested and ApprovalDecided of one request have the same cmd_id."
            )
            .Is("approved_by", incident.ApprovedBy!, "who approved it", "It is the actor of the ApprovalDecided with the outcome APPROVE.")
            .Is(
                "not_restoring",
                incident.NotRestoring,
                "decisions about its unkills that restored nothing",
                "Count each ApprovalDecided of the incident whose outcome is not APPROVE: somebody said no, or was not allowed to say yes."
            )
            .Is(
                "held_back",
                incident.HeldBack.Count,
                "orders that it held back",
                "Count the decisions DROP with its incident_id, in audit.v1.jsonl."
            )
            .Is(
                "let_by",
                incident.LetBy,
                "orders of the scope that passed while the kill was commanded and not in force",
                "Of the scope's orders, count those whose ts in orders.v1.jsonl lies from the command's to the KILLED's (the ts beside the offset, not that in the value), and whose decision is ALLOW."
            )
            .Is("why", BeforeTheBarrier, "why that breaks no promise", "Read \"The barrier\" in docs/decisions/barrier.md, then the three sentences again.")
            .Findings;
    }

    private RecordedIncident Asked(Student student) =>
        student.Pick([.. RecordedIncident.Of(recording.Value).Where(i => i.Restored is not null)], Number);
}
