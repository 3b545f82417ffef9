using KillSwitch.Workflows.Approvals;

namespace KillSwitch.Workflows.Incidents.Deciding;

/// <param name="Incident">With the decision in it.</param>
/// <param name="Request">With the decision in it.</param>
/// <param name="Decision">The decision; of a repeat, the first.</param>
internal sealed record DecidedRequest(Incident Incident, UnkillRequest Request, ApprovalDecision Decision);
