using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Verification.Facts;

/// <summary>The audit of a step or an act, and where it stands.</summary>
public sealed record StepFact(Place Place, StepAudit Audit);
