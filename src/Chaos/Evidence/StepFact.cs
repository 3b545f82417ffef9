using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Chaos.Evidence;

/// <summary>The audit of a step or an act, and where it stands.</summary>
internal sealed record StepFact(Place Place, StepAudit Audit);
