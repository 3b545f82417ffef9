using System.Text.Json;
using System.Text.Json.Nodes;
using KillSwitch.Local.Demo;
using KillSwitch.Local.Stack;
using KillSwitch.Local.Tests.Support;
using KillSwitch.Tests;
using KillSwitch.Workflows.Operators;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Local.Tests.Stack;

/// <summary>What people do in an incident, over HTTP.</summary>
internal sealed class Desk(DataDirectory data, string api) : IDisposable
{
    public People People { get; } = new(data, api, TimeProvider.System);

    public async Task<string> KillAsync(Scope scope)
    {
        var receipt = await People.Alice.KillAsync(scope.ToString(), "runaway algorithm", CancellationToken.None);
        Assert.True(receipt.Ok, receipt.Message);
        return receipt.Body!["incident_id"]!.GetValue<string>();
    }

    /// <summary>Alice asks; returns the link that the approvers get.</summary>
    public async Task<string> AskAsync(Scope scope, string incident)
    {
        var asked = await People.Alice.UnkillAsync(scope.ToString(), "the cause is removed", CancellationToken.None);
        Assert.True(asked.Ok, asked.Message);
        return await Until.FoundAsync(
            "the request is put to the approvers",
            async () => (await IncidentAsync(incident)).Requests is [.., { LinkId: { } link }] ? link : null);
    }

    public async Task ApproveAsync(string link)
    {
        var approved = await People.Bob.DecideAsync(link, "APPROVE", "spoke to the desk", CancellationToken.None);
        Assert.True(approved.Ok, approved.Message);
    }

    public Task ClosedAsync(string incident) =>
        Until.TrueAsync($"{incident} is closed", async () =>
            (await IncidentAsync(incident)).Phase == Workflows.Incidents.IncidentPhase.Closed
        );

    public async Task<IncidentView> IncidentAsync(string incident)
    {
        var reply = await People.Bob.GetAsync($"/incidents/{incident}", CancellationToken.None);
        Assert.True(reply.Ok, reply.Message);
        return reply.Body.Deserialize(OperatorsJson.Default.IncidentView)!;
    }

    public void Dispose() => People.Dispose();
}
