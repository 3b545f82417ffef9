using KillSwitch.Workflows.People;
using KillSwitch.Workflows.Signing;

namespace KillSwitch.Workflows.Approvals;

/// <summary>What somebody decides about a request, as it was posted.</summary>
internal interface IDecision
{
    /// <summary>Which request.</summary>
    ApprovalLink Link { get; }

    /// <summary>Who decides.</summary>
    Actor Actor { get; }

    /// <summary>What, why, and under which idempotency key.</summary>
    ApprovalDecision Posted { get; }

    /// <summary>Everybody who may approve at this moment. Whoever withdraws needs no such list: it is empty then.</summary>
    IReadOnlyList<Person> ApproversNow { get; }
}
