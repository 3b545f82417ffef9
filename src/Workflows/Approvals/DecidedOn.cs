namespace KillSwitch.Workflows.Approvals;

/// <param name="Request">With the decision in it.</param>
/// <param name="Decision">The decision; of a repeat, the first.</param>
/// <param name="IsRepeat">Whether nothing has changed by it, as it was made before under the same key.</param>
internal sealed record DecidedOn<TRequest>(TRequest Request, ApprovalDecision Decision, bool IsRepeat)
    where TRequest : ApprovalRequest;
