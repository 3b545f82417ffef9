using System.Text.Json.Nodes;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Scopes;
using Spectre.Console;

namespace KillSwitch.Local.Demo;

/// <summary>Two people restore one scope, and are shown what one alone cannot do.</summary>
/// <param name="people">Alice and the approvers.</param>
/// <param name="narrator">Knows how scopes stand.</param>
/// <param name="screen">Where it is told.</param>
/// <param name="time">The clock.</param>
/// <param name="handsOn">Has the person in front of it decide; null: the story's approvers do.</param>
internal sealed class Restoration(People people, Narrator narrator, Screen screen, TimeProvider time, HandsOn? handsOn)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    /// <exception cref="StoryFailedException">It did not go as it should; the message says where.</exception>
    public async Task RestoreAsync(KillState killed, string cause, CancellationToken cancellationToken)
    {
        var scope = killed.Scope;
        Say("alice", $"asks for {scope} to be restored");
        var asked = await people.Alice.UnkillAsync(scope.ToString(), $"{cause}; positions are flat", cancellationToken);
        if (!asked.Ok)
            throw new StoryFailedException($"alice could not ask for the unkill of {scope}: {asked.Message}");

        var link = await LinkAsync(killed.IncidentId, cancellationToken);
        await screen.PauseAsync(TimeSpan.FromSeconds(2), cancellationToken);

        Say("alice", "tries to approve her own request");
        var self = await people.Alice.DecideAsync(link, "APPROVE", "I am sure", cancellationToken);
        if (self.Ok)
            throw new StoryFailedException("alice approved her own request");
        screen.Say($"           [red]refused[/] ({self.Status} {Markup.Escape(self.Refusal ?? "")}): {Markup.Escape(self.Message)}");
        await screen.PauseAsync(TimeSpan.FromSeconds(2), cancellationToken);

        Say("bob", "opens the link in his mail, after a mail scanner did");
        var scanned = await people.Scanner.GetAsync($"/approvals/{link}", cancellationToken);
        if (!scanned.Ok)
            throw new StoryFailedException($"the link cannot be opened: {scanned.Message}");
        var shown = await people.Bob.GetAsync($"/approvals/{link}", cancellationToken);
        var status = shown.Body?["status"]?.GetValue<string>();
        if (status != "PENDING" || narrator.StateOf(scope)?.Status != KillStatus.Killed)
            throw new StoryFailedException($"opening the link changed something: the request is {status}");
        screen.Say($"           the page shows what would be approved; the request is still {status}, {scope} is still KILLED");
        await screen.PauseAsync(TimeSpan.FromSeconds(2), cancellationToken);

        if (handsOn is not null)
            await handsOn.DecidedAsync(killed, cancellationToken);
        else
            await ApprovedAsync(scope, link, cancellationToken);
        await UntilAsync(
            $"{scope} is ACTIVE",
            () => Task.FromResult(narrator.StateOf(scope)?.Status == KillStatus.Active),
            cancellationToken
        );
        await UntilAsync(
            "the incident is closed",
            async () => (await IncidentAsync(killed.IncidentId, cancellationToken))?["phase"]?.GetValue<string>() == "CLOSED",
            cancellationToken
        );
    }

    private async Task ApprovedAsync(Scope scope, string link, CancellationToken cancellationToken)
    {
        foreach (var approver in scope.Kind == ScopeKind.Global ? [people.Bob, people.Carol] : new[] { people.Bob })
        {
            Say(approver.Name, "approves, with a reason");
            var approved = await approver.DecideAsync(link, "APPROVE", "spoke to the desk; the cause is gone", cancellationToken);
            if (!approved.Ok)
                throw new StoryFailedException($"{approver.Name} could not approve: {approved.Message}");
            screen.Say($"           {Markup.Escape(approved.Message)}");
        }
    }

    private async Task<string> LinkAsync(string incidentId, CancellationToken cancellationToken)
    {
        string? link = null;
        await UntilAsync("the request is put to the approvers", async () =>
        {
            var requests = (await IncidentAsync(incidentId, cancellationToken))?["requests"] as JsonArray;
            var pending = requests?.LastOrDefault(r => r?["status"]?.GetValue<string>() == "PENDING");
            link = pending?["link_id"]?.GetValue<string>();
            return link is not null;
        }, cancellationToken);
        return link!;
    }

    private async Task<JsonNode?> IncidentAsync(string incidentId, CancellationToken cancellationToken)
    {
        var reply = await people.Bob.GetAsync($"/incidents/{incidentId}", cancellationToken);
        return reply.Ok ? reply.Body : null;
    }

    private async Task UntilAsync(string what, Func<Task<bool>> holds, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (!await holds())
        {
            if (time.GetElapsedTime(began) > Deadline)
                throw new StoryFailedException($"waited {Deadline.TotalSeconds:0} s in vain until {what}");
            await Task.Delay(Poll, time, cancellationToken);
        }
    }

    private void Say(string who, string does) => screen.Say($"[bold]{who}[/] {Markup.Escape(does)}");
}
