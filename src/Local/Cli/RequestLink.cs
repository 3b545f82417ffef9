using KillSwitch.Local.Acts;
using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.LimitChanges;
using KillSwitch.Workflows.Operators;
using KillSwitch.Workflows.Scopes;
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
        var incident = named;
        if (Scope.TryParse(named, out var scope, out _))
        {
            if (await desk.ReadAsync("/state", OperatorsJson.Default.IReadOnlyListScopeStateView, cancellationToken) is not { } states)
                return null;
            if (states.FirstOrDefault(s => s.Scope == scope)?.IncidentId is not { } open)
                return None($"{scope} is not killed: there is nothing to decide.");
            incident = open;
        }
        else if (!named.StartsWith("inc-", StringComparison.Ordinal))
            return named;
        var path = $"/incidents/{Uri.EscapeDataString(incident)}";
        var view = await desk.ReadAsync(path, OperatorsJson.Default.IncidentView, cancellationToken);
        if (view is null)
            return null;
        return view.Requests.LastOrDefault(r => r.LinkId is not null)?.LinkId ?? None(WhyNone(view, desk.Hints));
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
