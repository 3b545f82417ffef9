using System.Text.Json;
using System.Text.Json.Nodes;
using KillSwitch.Local.Acts;
using KillSwitch.Local.Demo;
using KillSwitch.Local.Stack;
using KillSwitch.Local.Tests.Support;
using KillSwitch.Tests;
using KillSwitch.Workflows.Operators;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Local.Tests.Stack;

/// <summary>What people do in an incident, over HTTP.</summary>
/// <param name="data">The stack's.</param>
/// <param name="api">Its API.</param>
/// <param name="log">What it has logged, for whoever has to find out why it refused.</param>
internal sealed class Desk(DataDirectory data, string api, Func<string>? log = null) : IDisposable
{
    public People People { get; } = new(data, api, TimeProvider.System);

    public async Task<string> KillAsync(Scope scope)
    {
        var receipt = await People.Alice.KillAsync(scope.ToString(), "runaway algorithm", CancellationToken.None);
        Require(receipt);
        return receipt.Body!["incident_id"]!.GetValue<string>();
    }

    /// <summary>Alice asks; returns the link that the approvers get.</summary>
    public async Task<string> AskAsync(Scope scope, string incident)
    {
        var asked = await People.Alice.UnkillAsync(scope.ToString(), "the cause is removed", CancellationToken.None);
        Require(asked);
        return await Until.FoundAsync(
            "the request is put to the approvers",
            async () => (await IncidentAsync(incident)).Requests is [.., { LinkId: { } link }] ? link : null);
    }

    public async Task ApproveAsync(string link)
    {
        var approved = await People.Bob.DecideAsync(link, "APPROVE", "spoke to the desk", CancellationToken.None);
        Require(approved);
    }

    public Task ClosedAsync(string incident) =>
        Until.TrueAsync($"{incident} is closed", async () =>
            (await IncidentAsync(incident)).Phase == Workflows.Incidents.IncidentPhase.Closed
        );

    public async Task<IncidentView> IncidentAsync(string incident)
    {
        var reply = await People.Bob.GetAsync($"/incidents/{incident}", CancellationToken.None);
        Require(reply);
        return reply.Body.Deserialize(OperatorsJson.Default.IncidentView)!;
    }

    public void Dispose() => People.Dispose();

    private void Require(OperatorReply reply) =>
        Assert.True(reply.Ok, reply.Ok ? "" : $"{reply.Message}\n{string.Join('\n', (log?.Invoke() ?? "").Split('\n').TakeLast(60))}");
}
