using KillSwitch.Api.Approvals;
using KillSwitch.Workflows.Operators;

namespace KillSwitch.Api.Routing;

/// <summary>What routes answer with. Everything in it is safe for concurrent use.</summary>
/// <param name="Actions">What people do and see.</param>
/// <param name="Limits">What people do with limits.</param>
/// <param name="Audits">What people see of the audit.</param>
/// <param name="Assets">The files of the pages, by name.</param>
/// <param name="Document">The OpenAPI document of the whole API, made when it is first asked for.</param>
public sealed record ApiParts(
    OperatorActions Actions,
    OperatorLimits Limits,
    OperatorAudits Audits,
    IReadOnlyDictionary<string, Asset> Assets,
    Lazy<byte[]> Document);
