using KillSwitch.Local.Acts;
using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.LimitChanges;
using KillSwitch.Workflows.Limits;
using KillSwitch.Workflows.Operators;
using KillSwitch.Workflows.Text;

namespace KillSwitch.Local.Cli;

/// <summary>Which request is meant.</summary>
internal static class RequestLink
{
    private const string Path = "/approvals/";

    /// <param name="desk">Whose.</param>
    /// <param name="named">The link of a mail, its id, a scope, an incident, or a change of a limit.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The link's id; null where there is no such request, which it has said then.</returns>
    public static async Task<string?> OfAsync(Desk desk, string named, CancellationToken cancellationToken)
    {
        if (named.IndexOf(Path, StringComparison.Ordinal) is var at and >= 0)
            return named[(at + Path.Length)..].Split('?', '#', '/')[0];
        if (named.StartsWith(LimitChangeNames.Prefix, StringComparison.Ordinal))
            return await OfChangeAsync(desk, named, cancellationToken);
        if (LimitOwner.TryParse(named, out var owner, out _))
            return await OfOwnerAsync(desk, owner, cancellationToken);
        return named.StartsWith("inc-", StringComparison.Ordinal) ? await OfIncidentAsync(desk, named, "", cancellationToken) : named;
    }

    private static async Task<string?> OfOwnerAsync(Desk desk, LimitOwner owner, CancellationToken cancellationToken)
    {
        if (await desk.ReadAsync("/state", OperatorsJson.Default.IReadOnlyListScopeStateView, cancellationToken) is not { } states)
            return null;
        var changes = await ChangesAsync(desk, owner, cancellationToken);
        if (owner.Group is not null)
            return None($"A group of accounts is never killed as one: there is no unkill to decide.{changes}");
        return states.FirstOrDefault(s => s.Scope == owner.Scope)?.IncidentId is { } incident
            ? await OfIncidentAsync(desk, incident, changes, cancellationToken)
            : None($"{owner} is not killed: there is no unkill to decide.{changes}");
    }

    private static async Task<string?> OfIncidentAsync(Desk desk, string incident, string otherwise, CancellationToken cancellationToken)
    {
        var path = $"/incidents/{Uri.EscapeDataString(incident)}";
        var view = await desk.ReadAsync(path, OperatorsJson.Default.IncidentView, cancellationToken);
        if (view is null)
            return null;
        return view.Requests.LastOrDefault(r => r.LinkId is not null)?.LinkId ?? None(WhyNone(view, desk.Hints) + otherwise);
    }

    /// <summary>
    /// What else of its owner waits to be decided, and how: never decided by the scope's name, which means its unkill.
    /// </summary>
    private static async Task<string> ChangesAsync(Desk desk, LimitOwner owner, CancellationToken cancellationToken)
    {
        var table = await desk.ReadAsync("/limits", OperatorsJson.Default.LimitTableView, cancellationToken);
        var waiting = (table?.Changes ?? []).Where(c => c.Owner == owner.ToString() && c.Request is { Status: RequestStatus.Pending });
        return string.Concat(
            waiting.Select(c => $" A change of its limit {LimitRules.NameOf(c.Rule)} waits: {desk.Hints.Approve(c.ChangeId, c.AskedBy)}")
        );
    }

    private static async Task<string?> OfChangeAsync(Desk desk, string changeId, CancellationToken cancellationToken)
    {
        var path = $"/limits/changes/{Uri.EscapeDataString(changeId)}";
        if (await desk.ReadAsync(path, OperatorsJson.Default.LimitChangeView, cancellationToken) is not { } change)
            return null;
        return change.Request?.LinkId ?? None($"There is nothing to decide. {change.Standing}");
    }

    private static string WhyNone(IncidentView incident, StackHints hints)
    {
        var unkill = hints.Unkill(incident.Scope.ToString());
        if (incident.Requests is not [.., var last])
            return $"Nobody has asked for {incident.Scope} to be restored: {unkill}";
        var asked = $"{last.AskedBy} has asked for {incident.Scope} to be restored ({last.Reason}).";
        if (last.Status is RequestStatus.Requested or RequestStatus.Pending)
            return $"{asked} It is being put to the approvers: try again in a moment.";
        var next = incident.Enforcement is Enforcement.Restoring or Enforcement.Restored
            ? "Nothing is left to decide."
            : $"Ask anew: {unkill}";
        return $"{asked} {last.Outcome} {next}";
    }

    private static string? None(string why)
    {
        ErrorOutput.Write(VisibleText.Of(why));
        return null;
    }
}
