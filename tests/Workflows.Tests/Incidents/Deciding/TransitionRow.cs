using System.Text.Json;
using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Incidents.Deciding;
using KillSwitch.Workflows.Incidents.Effects;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Workflows.Tests.Incidents.Deciding;

/// <summary>One transition, tried in any situation.</summary>
/// <param name="Name">The transition, and where it has several rows, which.</param>
/// <param name="Transition">Its type.</param>
/// <param name="Try">The cell: the phase afterwards, or <c>=</c> where nothing is saved, and the answer.</param>
internal sealed record TransitionRow(string Name, Type Transition, Func<ScopeRecord, string> Try)
{
    private const long LaterMs = Situation.NowMs + 1_000;

    public static IReadOnlyList<TransitionRow> All { get; } =
    [
        Row("Kill", _ => new Kill(Situation.Cause("kill-2")), effect => Word(effect.Outcome)),
        Row("AskUnkill", _ => Situation.Ask("unkill-2"), asked => asked.Refusal?.Code.ToString() ?? Word(asked.Value!.Outcome)),
        CarriedRow("BindExecution", new BindExecution("arn:execution"), _ => "OK"),
        CarriedRow("ClaimKilled", new ClaimKilled(), claim => AnswerJson.Word(claim.Outcome)),
        Row(
            "ClaimOverdue",
            record => new ClaimOverdue(IncidentIdOf(record)),
            claimed => claimed is null ? "nothing" : Word(claimed.State.Status)
        ),
        Row("ConfirmPublished KILLED", record => Situation.Confirmed(record, KillStatus.Killed), YesOrNo),
        Row("ConfirmPublished ACTIVE", record => Situation.Confirmed(record, KillStatus.Active), YesOrNo),
        CarriedRow("AwaitRequest", new AwaitRequest(Situation.Wait(WaitKind.UnkillRequest, 9)), Started),
        CarriedRow("Remind", new Remind(LaterMs), reminder => reminder.IsDue ? "due" : "not due"),
        CarriedRow("AwaitDecision", new AwaitDecision(Situation.Wait(WaitKind.Approval, 9), 1, TimeSpan.FromMinutes(30)), Started),
        Row("TakeDecision APPROVE", record => Situation.Decision(record, "carol", Verdict.Approve), Decided),
        Row("TakeDecision REJECT", record => Situation.Decision(record, "carol", Verdict.Reject), Decided),
        Row("TakeDecision WITHDRAW", record => Situation.Decision(record, "alice", Verdict.Withdraw), Decided),
        Row("NoteAudited", record => Situation.Audited(record, "bob", Verdict.Approve), YesOrNo),
        Row("AddNote", Situation.Noted, noted => noted.Refusal?.Code.ToString() ?? "noted"),
        CarriedRow("Expire", new Expire(1), ended => AnswerJson.Word(ended.Outcome)),
        CarriedRow("CheckSeparation", new CheckSeparation(1, [new("bob"), new("carol")]), check => AnswerJson.Word(check.Outcome)),
        CarriedRow("ClaimRestore", new ClaimRestore(1), claim => AnswerJson.Word(claim.Outcome)),
        Row("Close", record => new Close(Situation.CarrierOf(record)), AnswerJson.Word),
        Row("ReplaceExecution", record => new ReplaceExecution(Situation.CarrierOf(record)), NextOrNothing),
        Row("Repair", record => new Repair(IncidentIdOf(record), Foreign(record), Situation.Cause("recovered")), NextOrNothing),
        Row("Adopt", record => new Adopt(Foreign(record), Situation.Cause("recovered")), NextOrNothing),
    ];

    private static TransitionRow Row<T>(string name, Func<ScopeRecord, ITransition<T>> transition, Func<T, string> answer) =>
        new(name, transition(ScopeRecord.Empty(Situation.Scope)).GetType(), record =>
        {
            var change = transition(record).Decide(record, LaterMs);
            return Cell(record, change.Record, answer(change.Result));
        });

    private static TransitionRow CarriedRow<T>(string name, ICarriedTransition<T> transition, Func<T, string> answer)
        where T : class =>
        Row<T?>(name, record => Situation.Carried(record, transition), result => result is null ? "SUPERSEDED" : answer(result)) with
        {
            Transition = transition.GetType(),
        };

    private static string Cell(ScopeRecord before, ScopeRecord after, string answer) =>
        $"{(ReferenceEquals(before, after) ? "=" : Word(after.Incident!.Phase))} {answer}";

    /// <summary>A state that nobody here published, above all that was.</summary>
    private static KillState Foreign(ScopeRecord record) =>
        new KillState
        {
            Scope = record.Scope,
            Status = KillStatus.Killed,
            Version = record.Version + 1_000,
            IncidentId = "inc-foreign",
            Causes = [],
            UpdatedTs = 1,
            UpdatedBy = "somebody",
            Reason = "unknown",
            LastCmdId = "cmd-foreign",
            CorrId = "corr",
        };

    private static string IncidentIdOf(ScopeRecord record) => Situation.CarrierOf(record).IncidentId;

    private static string Decided(Outcome<DecidedRequest> decided) =>
        decided.Refusal?.Code.ToString() ?? Word(decided.Value!.Request.Status);

    private static string Started(WaitStart start) => AnswerJson.Word(start.Wait.Answer?.Outcome ?? StepOutcome.Waiting);

    private static string NextOrNothing(Incident? incident) => incident is null ? "nothing" : "OK";

    private static string YesOrNo(bool answer) => answer ? "yes" : "no";

    private static string Word(CommandOutcome outcome) =>
        JsonSerializer.SerializeToElement(outcome, IncidentsJson.Default.CommandOutcome).GetString()!;

    private static string Word(RequestStatus status) =>
        JsonSerializer.SerializeToElement(status, IncidentsJson.Default.RequestStatus).GetString()!;

    private static string Word(KillStatus status) => status.ToString().ToUpperInvariant();

    internal static string Word(IncidentPhase phase) =>
        JsonSerializer.SerializeToElement(phase, IncidentsJson.Default.IncidentPhase).GetString()!;
}
