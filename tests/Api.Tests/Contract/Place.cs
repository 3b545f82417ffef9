using KillSwitch.Local.Tests.Api.Support;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Incidents.Steps;

namespace KillSwitch.Api.Tests.Contract;

/// <summary>
/// A world for one shape, brought to the same point as the other's: two scopes are killed, and for each an unkill waits for its
/// approval. Ids come from keys, so they are the same in both; what links are signed with is each world's own.
/// </summary>
internal sealed class Place(ApiStack stack)
{
    private readonly List<(string, string)> _names = [];

    public string Incident { get; private set; } = "";

    public string Link { get; private set; } = "";

    public string OtherLink { get; private set; } = "";

    /// <summary>A change of a limit that was asked for.</summary>
    public string Change { get; private set; } = "";

    /// <summary>A scope that is killed and for which nobody has asked yet.</summary>
    public const string Unasked = "ACCOUNT:45";

    /// <summary>What is called otherwise in the other world, and what both call it here.</summary>
    public IReadOnlyList<(string Own, string Name)> Names => _names;

    public async Task PrepareAsync()
    {
        // Nobody has sent an order: what a kill's answer says of that is the same in both, too.
        stack.Seen.KnownFrom(long.MinValue);
        (Incident, Link) = await AskAsync("ACCOUNT:42");
        (_, OtherLink) = await AskAsync("ACCOUNT:43");
        await KillAsync(Unasked);
        var limit = new { owner = "ACCOUNT:41", rule = "max_qty", value = 5, reason = "r" };
        Change = (string)(await stack.PostAsync("/limits", "alice", limit, ("Idempotency-Key", "limit"))).Json["change_id"]!;
        _names.AddRange([(Link, "LINK"), (OtherLink, "OTHER-LINK"), (stack.Api.Endpoint.GetLeftPart(UriPartial.Authority), "ADDRESS")]);
    }

    private async Task<(string Incident, string Link)> AskAsync(string scope)
    {
        var incident = await KillAsync(scope);
        await stack.PostAsync("/unkill", "alice", new { scope, reason = "fixed" }, ("Idempotency-Key", $"unkill-{scope}"));
        await stack.StepAsync(StepNames.RequestApproval, "RequestApproval", scope, incident, $"token-approval-{scope}", 1);
        return (incident, new Uri(stack.Mailbox.Latest(1)[0].Link!).Segments[^1]);
    }

    private async Task<string> KillAsync(string scope)
    {
        var killed = await stack.PostAsync("/kill", "alice", new { scope, reason = "too fast" }, ("Idempotency-Key", $"kill-{scope}"));
        var incident = (string)killed.Json["incident_id"]!;
        await stack.StepAsync(StepNames.OpenIncident, "OpenIncident", scope, incident);
        await stack.StepAsync(StepNames.PublishKilled, "PublishKilled", scope, incident);
        await stack.StepAsync(StepNames.AwaitUnkillRequest, "AwaitUnkillRequest", scope, incident, $"token-unkill-{scope}");
        return incident;
    }
}
