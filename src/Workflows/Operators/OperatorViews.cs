using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Incidents.Deciding;
using KillSwitch.Workflows.Incidents.Effects;
using KillSwitch.Workflows.People;
using KillSwitch.Workflows.Refusals;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Operators;

/// <summary>What people may see. Nothing here changes anything, and nothing here holds a task token.</summary>
internal sealed class OperatorViews(IncidentServices services)
{
    private const int MaxClosed = 100;

    public async Task<Outcome<ApprovalView>> ApprovalAsync(string linkId, CancellationToken cancellationToken)
    {
        var read = services.Links.Read(linkId);
        if (read.IsRefused)
            return read.Refusal;
        var link = read.Value;
        if (
            await FindAsync(link.Id, cancellationToken) is not { } incident
            || incident.FindRequest(link.Request) is not { } request
        )
            return TakeDecision.NotFound(link);
        // Whoever has the link may look, store in trouble or not: what is not known of other kills is said in general.
        var heldBy = await services.OthersHoldingAsync(incident.Scope, cancellationToken) ?? [];
        return ViewsOf.Approval(incident, request, link, linkId, heldBy, services.NowMs());
    }

    public async Task<Outcome<IncidentView>> IncidentAsync(Actor actor, string incidentId, CancellationToken cancellationToken)
    {
        if (Permissions.Check(actor, Permission.Read) is { } refusal)
            return refusal;
        // A store's keys have a length; what is longer than any id is not even looked for.
        if (incidentId.Length is 0 or > Command.MaxIdLength)
            return new Refusal(
                RefusalCode.IncidentNotFound,
                $"No incident has an id of {incidentId.Length} characters. GET /incidents lists the open and the latest ones."
            );
        return await FindAsync(incidentId, cancellationToken) is { } incident
            ? ViewsOf.Incident(incident, services.Links)
            : new Refusal(
                RefusalCode.IncidentNotFound,
                $"There is no incident '{(incidentId.Length > 40 ? incidentId[..40] + "…" : incidentId)}'. GET /incidents lists the open and the latest ones."
            );
    }

    public async Task<Outcome<IReadOnlyList<IncidentSummary>>> IncidentsAsync(
        Actor actor,
        IncidentsRequest request,
        CancellationToken cancellationToken
    )
    {
        if (Permissions.Check(actor, Permission.Read) is { } refusal)
            return refusal;
        Scope? scope = null;
        if (request.Scope is { } text)
        {
            if (!Scope.TryParse(text, out var parsed, out var why))
                return new Refusal(RefusalCode.ScopeInvalid, why);
            scope = parsed;
        }
        Incident? before = null;
        if (request.Before is { } id && (before = await FindAsync(id, cancellationToken)) is null)
            return new Refusal(
                RefusalCode.FieldInvalid,
                "before names no incident that is known. Send the incident_id of the last one that was listed, or leave it out for the latest."
            );
        var latest = await LatestAsync(scope, before, request.Limit, cancellationToken);
        IncidentSummary[] summaries = [.. latest.Take(request.Limit).Select(ViewsOf.Summary)];
        return Outcome<IReadOnlyList<IncidentSummary>>.Of(summaries);
    }

    public async Task<Outcome<IReadOnlyList<ScopeStateView>>> StatesAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (Permissions.Check(actor, Permission.Read) is { } refusal)
            return refusal;
        var latest = await LatestAsync(scope: null, before: null, MaxClosed, cancellationToken);
        Scope[] killed = [.. latest.Where(incident => incident.Enforcement <= Enforcement.InForce).Select(incident => incident.Scope)];
        ScopeStateView[] states =
        [
            .. latest
                .GroupBy(incident => incident.Scope)
                .Select(ofScope => ofScope.FirstOrDefault(incident => incident.IsOpen) ?? ofScope.First())
                .Select(incident => ViewsOf.State(incident, HeldBy(incident, killed)))
                .OrderBy(state => state.Enforcement)
                .ThenBy(state => state.Scope),
        ];
        return Outcome<IReadOnlyList<ScopeStateView>>.Of(states);
    }

    private static IReadOnlyList<Scope> HeldBy(Incident incident, Scope[] killed) =>
        incident.Enforcement <= Enforcement.InForce ? [] : OtherKills.Holding(incident.Scope, killed);

    private async Task<Incident?> FindAsync(string incidentId, CancellationToken cancellationToken)
    {
        if (await services.Incidents.FindAsync(incidentId, cancellationToken) is not { } stored)
            return null;
        var record = await services.Scopes.LoadAsync(stored.Pointer.Scope, cancellationToken);
        return record.Incident?.IncidentId == incidentId ? record.Incident : stored.Closed;
    }

    /// <summary>Every open incident and the latest closed ones, newest first.</summary>
    /// <param name="scope">Of this scope; null for all.</param>
    /// <param name="before">Those that come after it; null for all.</param>
    /// <param name="closed">How many that are closed; there may be more of them.</param>
    /// <param name="cancellationToken">Gives up.</param>
    private async Task<List<Incident>> LatestAsync(Scope? scope, Incident? before, int closed, CancellationToken cancellationToken)
    {
        var byId = new Dictionary<string, Incident>(StringComparer.Ordinal);
        foreach (var open in await services.Scopes.ListOpenAsync(cancellationToken))
        {
            if ((scope is null || open == scope) && (await services.Scopes.LoadAsync(open, cancellationToken)).Incident is { } incident)
                byId[incident.IncidentId] = incident;
        }
        var taken = 0;
        await foreach (var stored in services.Incidents.ListAsync(before?.OpenedTs, Math.Min(closed, MaxClosed), cancellationToken))
        {
            if (byId.ContainsKey(stored.Pointer.IncidentId) || scope is not null && stored.Pointer.Scope != scope)
                continue;
            // One that was open when it was listed, and is not among the open ones, is closing at this moment.
            if ((stored.Closed ?? await FindAsync(stored.Pointer.IncidentId, cancellationToken)) is not { } incident)
                continue;
            byId[incident.IncidentId] = incident;
            if (IsAfter(incident, before) && ++taken == closed)
                break;
        }
        return
        [
            .. byId
                .Values.Where(incident => IsAfter(incident, before))
                .OrderByDescending(incident => incident.OpenedTs)
                .ThenBy(incident => incident.IncidentId, StringComparer.Ordinal),
        ];
    }

    /// <summary>Whether it comes later in a list with the newest first.</summary>
    private static bool IsAfter(Incident incident, Incident? before) =>
        before is null
        || incident.OpenedTs < before.OpenedTs
        || incident.OpenedTs == before.OpenedTs && string.CompareOrdinal(incident.IncidentId, before.IncidentId) > 0;
}
