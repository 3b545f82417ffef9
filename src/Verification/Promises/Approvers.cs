using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.People;

namespace KillSwitch.Verification.Promises;

/// <summary>
/// Who asked for an unkill, and who approved it, as the same people are told from others everywhere: by <see cref="Person"/>.
/// </summary>
internal static class Approvers
{
    /// <summary>Who approved a request, each person once, without whoever had asked for it.</summary>
    public static List<Person> Of(UnkillRequest request)
    {
        var asker = AskerOf(request);
        return [.. request.Decisions.Where(d => d.Approves && d.By != asker).Select(d => d.By).Distinct()];
    }

    /// <summary>Who asked; what nobody proved counts here all the same.</summary>
    public static Person? AskerOf(UnkillRequest request) => request.Requester ?? PersonOf(request.AskedBy);

    /// <summary>The person behind an actor of audit or state: <c>user:alice</c>, and where only a name stands, <c>alice</c>.</summary>
    public static Person? PersonOf(string actor) => Person.IsId(actor) ? Person.FromId(actor) : Person.Find(actor);

    /// <summary>Whether an actor is this person; nobody is nobody.</summary>
    public static bool IsBy(string actor, Person? person) => person is not null && PersonOf(actor) == person;
}
