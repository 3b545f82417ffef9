using KillSwitch.Local.Acts;
using KillSwitch.Local.Stack;
using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Operators;
using KillSwitch.Workflows.Scopes;
using Spectre.Console;

namespace KillSwitch.Local.Demo;

/// <summary>The person in front of the demo opens the link and decides, as bob.</summary>
internal sealed class HandsOn(People people, Screen screen, DataDirectory data, string api, TimeProvider time)
{
    /// <summary>Shorter than a link is good for.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    /// <summary>Says what to do, and returns once it is approved. What he rejects stays killed, and is asked for again.</summary>
    /// <exception cref="StoryFailedException">Nobody decided.</exception>
    public async Task DecidedAsync(KillState killed, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var invited = 0;
        while (true)
        {
            var request = await LatestAsync(killed.IncidentId, cancellationToken);
            switch (request)
            {
                case { Status: RequestStatus.Approved }:
                    return;
                case { Status: RequestStatus.Pending, LinkId: { } link } when request.Number != invited:
                    invited = request.Number;
                    Invite(killed.Scope, link);
                    break;
                case { Status: not RequestStatus.Pending } when request.Number == invited:
                    var status = ContractWord.Of(request.Status, OperatorsJson.Default.RequestStatus);
                    screen.Say($"[yellow]{status}[/]: {Markup.Escape(killed.Scope.ToString())} stays killed; alice asks once more");
                    await people.Alice.UnkillAsync(killed.Scope.ToString(), "asked once more", cancellationToken);
                    invited = 0;
                    break;
            }
            if (time.GetElapsedTime(began) > Patience)
                throw new StoryFailedException($"nobody decided within {Patience.TotalMinutes:0} minutes");
            await Task.Delay(Poll, time, cancellationToken);
        }
    }

    private void Invite(Scope scope, string link)
    {
        var approvers = scope.Kind == ScopeKind.Global ? "bob and carol, both of them" : "bob";
        screen.Say($"[bold]Now you are {approvers}.[/] Open the link, and approve or reject:");
        screen.Unbroken($"{api}/approvals/{link}");
        screen.Say("It wants a token, which another terminal prints:");
        screen.Unbroken(new StackHints(data.Path).Run("token bob"));
        screen.Say("Or without a browser:");
        screen.Unbroken(new StackHints(data.Path).Run($"approve {scope} \"spoke to the desk\" --as bob"));
    }

    private async Task<RequestView?> LatestAsync(string incidentId, CancellationToken cancellationToken)
    {
        var reply = await people.Alice.GetAsync($"/incidents/{incidentId}", cancellationToken);
        return reply.Ok && reply.As(OperatorsJson.Default.IncidentView).Requests is [.., var latest] ? latest : null;
    }
}
