using System.Text.Json.Serialization;
using KillSwitch.Verification.Facts;
using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Chaos.Evidence;

/// <summary>Something a client of the system was told was accepted. What got no answer, or a no, is not in the ledger.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(LedgerOrder), "order")]
[JsonDerivedType(typeof(LedgerCommand), "command")]
[JsonDerivedType(typeof(LedgerDecision), "decision")]
internal abstract record LedgerEntry;

/// <summary>A record of <c>orders.v1</c> that every in-sync replica acknowledged, order or not.</summary>
/// <param name="Partition">Where the broker said it stands.</param>
/// <param name="Offset">Its offset there.</param>
/// <param name="Value">Of its value.</param>
/// <param name="Sent">Taken before it was handed to the producer.</param>
/// <param name="Acknowledged">When the acknowledgement came: by then it stood in the topic.</param>
internal sealed record LedgerOrder(int Partition, long Offset, Fingerprint Value, TimeSpan Sent, TimeSpan Acknowledged) : LedgerEntry;

/// <summary>
/// One delivery of a command: a 202 of the operator API, or a record of the commands topic that was acknowledged. A command
/// delivered twice has two entries.
/// </summary>
/// <param name="CmdId">The command.</param>
/// <param name="Scope">As the API or the topic's record says it.</param>
/// <param name="Action">KILL or UNKILL.</param>
/// <param name="By">Who gave it: <c>user:alice</c>.</param>
/// <param name="Sent">Taken before it was sent.</param>
/// <param name="Accepted">When the answer came.</param>
internal sealed record LedgerCommand(string CmdId, Scope Scope, CommandAction Action, string By, TimeSpan Sent, TimeSpan Accepted)
    : LedgerEntry;

/// <summary>A decision on an unkill request that the operator API answered with 200.</summary>
/// <param name="IncidentId">As in the receipt.</param>
/// <param name="Request">As in the receipt.</param>
/// <param name="By">As in the receipt.</param>
/// <param name="Verdict">As in the receipt.</param>
/// <param name="Sent">Taken before it was posted for the first time.</param>
/// <param name="Accepted">When the answer came.</param>
internal sealed record LedgerDecision(string IncidentId, int Request, string By, Verdict Verdict, TimeSpan Sent, TimeSpan Accepted)
    : LedgerEntry;
