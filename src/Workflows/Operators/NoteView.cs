using KillSwitch.Workflows.Incidents;

namespace KillSwitch.Workflows.Operators;

/// <param name="By">Who.</param>
/// <param name="Kind">Whether he also took it on.</param>
/// <param name="Text">What he said.</param>
/// <param name="Ts">When, Unix ms.</param>
public sealed record NoteView(string By, NoteKind Kind, string Text, long Ts)
{
    internal static NoteView Of(IncidentNote note) => new(note.By.Name, note.Kind, note.Text, note.Ts);
}
