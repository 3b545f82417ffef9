using KillSwitch.Workflows.Incidents;

namespace KillSwitch.Workflows.Operators;

/// <param name="By">Who.</param>
/// <param name="Verdict">What.</param>
/// <param name="Reason">Why.</param>
/// <param name="Ts">When, Unix ms.</param>
public sealed record DecisionView(string By, Verdict Verdict, string Reason, long Ts);
