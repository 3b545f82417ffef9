using KillSwitch.Local.Api.Health;
using KillSwitch.Local.Identity;
using KillSwitch.Local.Mail;
using KillSwitch.Workflows.Operators;
using Microsoft.Extensions.Logging;

namespace KillSwitch.Local.Api;

/// <summary>What the API stands on. Everything in it is safe for concurrent use.</summary>
public sealed record OperatorEndpointParts
{
    public required OperatorActions Actions { get; init; }
    public required OperatorAudits Audits { get; init; }
    public required IHealthSource Health { get; init; }
    public required Mailbox Mailbox { get; init; }
    public required LocalTokens Tokens { get; init; }
    public required TimeProvider Time { get; init; }
    public required ILoggerFactory Logs { get; init; }
}
