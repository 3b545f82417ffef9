using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Operators;

/// <summary>A decision was recorded.</summary>
/// <param name="IncidentId">The incident.</param>
/// <param name="Scope">What it would restore.</param>
/// <param name="Request">Which unkill request of the incident, from 1.</param>
/// <param name="Verdict">What was decided.</param>
/// <param name="By">Who.</param>
/// <param name="Ts">When, Unix ms. A repeat of the same decision shows the time of the first.</param>
/// <param name="Status">Where the request stands now: still PENDING while a quorum is missing.</param>
/// <param name="ApprovalsMissing">How many more people must approve.</param>
/// <param name="Enforcement">Whether routers hold the scope back just now.</param>
/// <param name="Replayed">Whether this repeats an earlier answer to the same request under the same idempotency key.</param>
/// <param name="Message">For people: what happens next.</param>
public sealed record DecisionReceipt(
    string IncidentId,
    Scope Scope,
    int Request,
    Verdict Verdict,
    string By,
    long Ts,
    RequestStatus Status,
    int ApprovalsMissing,
    Enforcement Enforcement,
    bool Replayed,
    string Message);
