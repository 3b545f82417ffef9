using KillSwitch.Workflows.Incidents.Effects;
using KillSwitch.Workflows.People;
using KillSwitch.Workflows.Ports;
using KillSwitch.Workflows.Refusals;
using KillSwitch.Workflows.Signing;

namespace KillSwitch.Workflows.Operators;

/// <summary>
/// Everything people do, whatever they do it through. Checks who may, says no with a <see cref="Refusal"/> that tells what to
/// do, and audits every act, refused ones included. Continues the trace that is current. Safe for concurrent use.
/// </summary>
public sealed class OperatorActions(
    IncidentServices services,
    ICommandLog log,
    ICommandStore commands,
    IIdempotencyStore keys,
    IApproverDirectory approvers,
    CommandAttestation attestation
)
{
    private readonly OperatorCommands _commands = new(services, log, commands, new IdempotencyKeys(keys), approvers, attestation);
    private readonly OperatorDecisions _decisions = new(services, new IdempotencyKeys(keys), approvers);
    private readonly OperatorNotes _notes = new(services, new IdempotencyKeys(keys));
    private readonly OperatorViews _views = new(services);

    /// <summary>
    /// What orders named of late: a kill's receipt says where none named its scope. Default: nothing is known, and nothing is said.
    /// </summary>
    public ISeenNames Seen
    {
        get => _commands.Seen;
        init => _commands.Seen = value;
    }

    /// <summary>Commands a kill.</summary>
    /// <exception cref="StoreUnavailableException">Not known to be commanded. Retry with the same idempotency key.</exception>
    public Task<Outcome<CommandReceipt>> KillAsync(Actor actor, CommandRequest request, CancellationToken cancellationToken) =>
        _commands.KillAsync(actor, request, cancellationToken);

    /// <summary>Asks for an unkill; somebody else will have to approve it.</summary>
    /// <exception cref="StoreUnavailableException">Not known to be asked. Retry with the same idempotency key.</exception>
    public Task<Outcome<CommandReceipt>> UnkillAsync(Actor actor, CommandRequest request, CancellationToken cancellationToken) =>
        _commands.UnkillAsync(actor, request, cancellationToken);

    /// <summary>
    /// What the page behind a callback link shows. Changes nothing; whoever has the link may look. A link that is expired, or
    /// whose request was decided or voided, still gets its page.
    /// </summary>
    public Task<Outcome<ApprovalView>> ViewApprovalAsync(string linkId, CancellationToken cancellationToken) =>
        _views.ApprovalAsync(linkId, cancellationToken);

    /// <summary>Approves, rejects or withdraws.</summary>
    /// <param name="actor">From a verified token.</param>
    /// <param name="linkId">The id in the callback link.</param>
    /// <param name="verdict">APPROVE, REJECT or WITHDRAW.</param>
    /// <param name="reason">Mandatory; at most 1,000 characters.</param>
    /// <param name="idempotencyKey">
    /// See <see cref="IdempotencyKey"/>. The same person sending the same request under the same key again gets the first answer
    /// again, and is refused where anything in it is another. Null: a second decision is refused.
    /// </param>
    /// <param name="cancellationToken">Gives up; the decision may have been recorded.</param>
    /// <exception cref="StoreUnavailableException">Not known to be recorded. Retry with the same idempotency key.</exception>
    public Task<Outcome<DecisionReceipt>> DecideAsync(
        Actor actor,
        string linkId,
        string? verdict,
        string? reason,
        string? idempotencyKey,
        CancellationToken cancellationToken
    ) => _decisions.DecideAsync(actor, linkId, verdict, reason, idempotencyKey, cancellationToken);

    /// <summary>Says something of an open incident, or that somebody is on it. What is stopped stays as it is.</summary>
    /// <param name="actor">From a verified token.</param>
    /// <param name="incidentId">The incident.</param>
    /// <param name="kind">NOTE or ACKNOWLEDGE.</param>
    /// <param name="text">Mandatory; at most 1,000 characters.</param>
    /// <param name="idempotencyKey">See <see cref="IdempotencyKey"/>; as with decisions.</param>
    /// <param name="cancellationToken">Gives up; it may have been noted.</param>
    /// <exception cref="StoreUnavailableException">Not known to be noted. Retry with the same idempotency key.</exception>
    public Task<Outcome<NoteReceipt>> NoteAsync(
        Actor actor,
        string incidentId,
        string? kind,
        string? text,
        string? idempotencyKey,
        CancellationToken cancellationToken
    ) => _notes.NoteAsync(actor, incidentId, kind, text, idempotencyKey, cancellationToken);

    /// <summary>Incidents, open and closed, newest first.</summary>
    public Task<Outcome<IReadOnlyList<IncidentSummary>>> ListIncidentsAsync(
        Actor actor,
        IncidentsRequest request,
        CancellationToken cancellationToken
    ) => _views.IncidentsAsync(actor, request, cancellationToken);

    public Task<Outcome<IncidentView>> GetIncidentAsync(Actor actor, string incidentId, CancellationToken cancellationToken) =>
        _views.IncidentAsync(actor, incidentId, cancellationToken);

    /// <summary>Every scope that is killed, and those restored lately; the killed first.</summary>
    public Task<Outcome<IReadOnlyList<ScopeStateView>>> ListStateAsync(Actor actor, CancellationToken cancellationToken) =>
        _views.StatesAsync(actor, cancellationToken);
}
