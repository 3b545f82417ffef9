using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Scopes;
using KillSwitch.Workflows.Text;

namespace KillSwitch.Workflows.Notifications;

/// <summary>
/// What people are told of an incident, in plain words. Ids are made of what is told, so that telling it again is recognised.
/// </summary>
internal static class IncidentMails
{
    public static Notification Killed(Incident incident, long nowMs)
    {
        var latest = incident.LatestCause;
        var more = incident.CauseCount > 1;
        var voided = incident.Requests is [.., { Status: RequestStatus.Voided } request]
            ? $"\nThe unkill request of {OthersWords.In(request.AskedBy)} is void: it had not seen this cause."
            : "";
        return Of(
            incident,
            nowMs,
            NotificationKind.Killed,
            $"killed-{incident.CauseCount}",
            more ? $"{incident.Scope} killed again ({incident.CauseCount} causes)" : $"{incident.Scope} killed",
            $"""
            {Held(incident)}
            Cause: {OthersWords.In(latest.Reason)}
            By: {OthersWords.In(latest.TriggeredBy)}{Measured(latest)}
            Commanded: {UtcTime.Of(incident.OpenedTs)}{voided}

            To restore trading, one person asks for an unkill and another approves it.
            """);
    }

    public static Notification Escalation(Incident incident, long nowMs) =>
        Of(incident, nowMs, NotificationKind.Escalation, $"escalation-{incident.LastEscalationTs}",
            $"{incident.Scope} is still killed (reminder {incident.Escalations})",
            $"""
            {Held(incident)} Nobody has asked for an unkill.
            Cause: {OthersWords.In(incident.FirstCause.Reason)}
            It stays killed until somebody asks and somebody else approves.
            """);

    public static Notification ApprovalRequested(Incident incident, UnkillRequest request, string linkId, long nowMs) =>
        Of(incident, nowMs, NotificationKind.ApprovalRequested, $"approval-{request.Number}",
            $"Approve or reject: {OthersWords.In(request.AskedBy)} asks to restore {incident.Scope}",
            $"""
            {OthersWords.In(request.AskedBy)} asks for an unkill of {incident.Scope}: {OthersWords.In(request.Reason)}
            {Held(incident)} Killed at {UtcTime.Of(incident.OpenedTs)} for {incident.CauseCount} cause(s), the latest: {OthersWords.In(
                incident.LatestCause.Reason
            )}
            It takes {request.Quorum} approver(s) other than whoever asked{(
                request.Requester is null ? ", one more than usual, as nothing proves who asked" : ""
            )}.{Before(incident, request)}
            It can be decided until {UtcTime.Of(request.ExpiresTs!.Value)}. Opening the link decides nothing.
            """,
            request.TraceParent) with
        {
            To = Audience.Approvers,
            Except = request.Requester,
            LinkId = linkId,
        };

    public static Notification RequestEnded(Incident incident, UnkillRequest request, long nowMs) =>
        Of(incident, nowMs, NotificationKind.RequestEnded, $"ended-{request.Number}",
            $"Unkill of {incident.Scope}: {request.Status.ToString().ToLowerInvariant()}",
            $"""
            {OthersWords.In(request.AskedBy)} had asked for an unkill of {incident.Scope}: {OthersWords.In(request.Reason)}
            {OthersWords.In(RequestWords.HowItEnded(request))}
            """,
            request.TraceParent);

    /// <param name="incident">The incident.</param>
    /// <param name="request">What was approved.</param>
    /// <param name="heldBy">Other killed scopes that hold orders of this one; null where they are not known.</param>
    /// <param name="nowMs">Unix ms.</param>
    public static Notification Restored(Incident incident, UnkillRequest request, IReadOnlyList<Scope>? heldBy, long nowMs) =>
        Of(incident, nowMs, NotificationKind.Restored, $"restored-{incident.Restored!.State.Version}",
            heldBy is [{ Kind: ScopeKind.Global }, ..]
                ? $"{incident.Scope} is restored, and GLOBAL still holds it"
                : $"{incident.Scope} trades again",
            $"""
            {FlowsAgain(incident, heldBy)}
            {OthersWords.In(request.AskedBy)} asked: {OthersWords.In(request.Reason)}
            {OthersWords.In(RequestWords.HowItEnded(request))}
            """);

    public static Notification Repaired(Incident incident, string found, long nowMs) =>
        Of(incident, nowMs, NotificationKind.StateRepaired, $"repaired-{incident.Killed?.State.Version ?? 0}",
            $"{incident.Scope}: the state topic disagreed and was repaired",
            $"""
            {found}
            {Held(incident)} Find out who or what else writes to the state topic, or lost a part of it.
            """);

    /// <summary>Whoever is asked must not be asked unaware of what others have said to it.</summary>
    private static string Before(Incident incident, UnkillRequest request) =>
        string.Concat(
            incident
                .Requests.Where(earlier => earlier.Number < request.Number)
                .Select(earlier =>
                    $"\nAsked before, by {OthersWords.In(earlier.AskedBy)}: {OthersWords.In(earlier.Reason)}. {OthersWords.In(RequestWords.HowItEnded(earlier))}"
                )
        );

    private static string Held(Incident incident) =>
        incident.Enforcement == Enforcement.InForce
            ? $"Orders of {incident.Scope} are being dropped since {UtcTime.Of(incident.InForce!.SinceTs)}."
            : EnforcementWords.Sentence(incident);

    private static string FlowsAgain(Incident incident, IReadOnlyList<Scope>? heldBy) =>
        heldBy switch
        {
            null => $"Orders of {incident.Scope} flow again, unless another scope they belong to is killed: GET /state shows which are.",
            [] => $"Orders of {incident.Scope} flow again. No other kill holds them.",
            [{ Kind: ScopeKind.Global }, ..] => $"The kill of {incident.Scope} is lifted. {OtherKills.Sentence(incident.Scope, heldBy)}",
            _ => $"Orders of {incident.Scope} flow again. {OtherKills.Sentence(incident.Scope, heldBy)}",
        };

    private static Notification Of(
        Incident incident,
        long nowMs,
        NotificationKind kind,
        string what,
        string subject,
        string body,
        string? traceParent = null
    ) =>
        new()
        {
            Id = $"{incident.IncidentId}-{what}",
            Ts = nowMs,
            Kind = kind,
            To = Audience.Everyone,
            IncidentId = incident.IncidentId,
            Scope = incident.Scope,
            Subject = subject,
            Body = body,
            TraceParent = traceParent ?? Tracing.TraceContext.Current ?? incident.FirstCause.TraceParent,
        };

    private static string Measured(Cause cause) => cause.Metric is null ? "" : $" ({OthersWords.In(cause.Metric)} = {cause.Value})";
}
