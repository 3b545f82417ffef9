using KillSwitch.Workflows.People;

namespace KillSwitch.Workflows.Incidents;

/// <param name="By">From a verified token.</param>
/// <param name="Verdict">What was decided.</param>
/// <param name="Reason">Why.</param>
/// <param name="Ts">When, Unix ms.</param>
/// <param name="Key">The idempotency key it came with: the same person sending it again repeats this decision and makes no other.</param>
public sealed record ApprovalDecision(Person By, Verdict Verdict, string Reason, long Ts, string Key);
