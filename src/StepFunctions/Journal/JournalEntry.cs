using System.Text.Json.Serialization;
using KillSwitch.StatesLanguage.Events;
using KillSwitch.StepFunctions.Resources;

namespace KillSwitch.StepFunctions.Journal;

/// <summary>One record of the journal. The endpoint's whole state is the fold of its records.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "r")]
[JsonDerivedType(typeof(MachineSaved), "machine")]
[JsonDerivedType(typeof(MachineDeleted), "machine-deleted")]
[JsonDerivedType(typeof(ActivitySaved), "activity")]
[JsonDerivedType(typeof(ActivityDeleted), "activity-deleted")]
[JsonDerivedType(typeof(TagsSaved), "tags")]
[JsonDerivedType(typeof(ExecutionOpened), "execution")]
[JsonDerivedType(typeof(ExecutionWent), "events")]
internal abstract record JournalEntry
{
    /// <summary>A state machine was created or changed.</summary>
    internal sealed record MachineSaved(Machine Machine) : JournalEntry;

    internal sealed record MachineDeleted(string Arn) : JournalEntry;

    internal sealed record ActivitySaved(Activity Activity) : JournalEntry;

    internal sealed record ActivityDeleted(string Arn) : JournalEntry;

    /// <summary>All tags of a resource, after a change.</summary>
    internal sealed record TagsSaved(string Arn, IReadOnlyDictionary<string, string> Tags) : JournalEntry;

    /// <summary>An execution was started; its events follow.</summary>
    internal sealed record ExecutionOpened(string Arn, string Name, string MachineArn, string RevisionId, string InputText) : JournalEntry;

    /// <summary>Events of an execution, in order.</summary>
    internal sealed record ExecutionWent(string Arn, IReadOnlyList<ExecutionEvent> Events) : JournalEntry;
}
