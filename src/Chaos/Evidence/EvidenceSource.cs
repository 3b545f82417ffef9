using KillSwitch.Verification.Reading;

namespace KillSwitch.Chaos.Evidence;

/// <summary>Where a run's evidence lies. The topics and the store were empty when the run began.</summary>
/// <param name="Bootstrap">The brokers.</param>
/// <param name="States">The Step Functions endpoint.</param>
/// <param name="StateMachineArn">Whose executions.</param>
/// <param name="DynamoDb">The store's endpoint.</param>
/// <param name="Mailbox">The mailbox file; need not exist.</param>
/// <param name="Limits">What every order was held against.</param>
/// <param name="Logs">Files in which no secret may stand: what the processes wrote, pages that were fetched.</param>
internal sealed record EvidenceSource(
    string Bootstrap,
    Uri States,
    string StateMachineArn,
    Uri DynamoDb,
    string Mailbox,
    LimitsOfRun Limits,
    IReadOnlyList<string> Logs
);
