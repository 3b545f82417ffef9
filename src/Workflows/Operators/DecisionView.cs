using KillSwitch.Workflows.Approvals;

namespace KillSwitch.Workflows.Operators;

/// <param name="By">Who.</param>
/// <param name="Verdict">What.</param>
/// <param name="Reason">Why.</param>
/// <param name="Ts">When, Unix ms.</param>
/// <param name="Counts">False for an approval by somebody who was found to be no approver any more.</param>
public sealed record DecisionView(string By, Verdict Verdict, string Reason, long Ts, bool Counts);
