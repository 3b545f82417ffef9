using System.CommandLine;
using KillSwitch.Local.Acts;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Operators;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Local.Cli;

/// <summary>
/// <c>./run kill</c>, <c>unkill</c>, <c>approve</c>, <c>reject</c>, <c>withdraw</c>: what the operator API does, from a terminal, as one of
/// the local people. Each says what was asked, and then, as soon as it is so, that it is.
/// </summary>
internal static class ActCommands
{
    public static IEnumerable<Command> All() =>
    [
        Kill(),
        Unkill(),
        Decide("approve", "APPROVE", "bob", "Approve an unkill that somebody else has asked for."),
        Decide("reject", "REJECT", "bob", "Reject an unkill: the scope stays killed."),
        Decide("withdraw", "WITHDRAW", "alice", "Withdraw an unkill that you have asked for."),
    ];

    private static Command Kill()
    {
        var (scope, reason) = (Scope(), Reason());
        return new ActOptions("alice").Command(
            "kill",
            "Kill a scope: its orders are held back until two people restore it.",
            [scope, reason],
            async (parsed, desk, cancellationToken) =>
            {
                var reply = await desk.Client.KillAsync(parsed.GetValue(scope)!, parsed.GetValue(reason)!, cancellationToken);
                if (desk.Show(reply) is var code and not 0)
                    return code;
                return await desk.UntilItStandsAsync(
                    ScopeOf(reply),
                    Enforcement.InForce,
                    "the kill is not known to be in force: orders may still flow.",
                    cancellationToken
                );
            }
        );
    }

    private static Command Unkill()
    {
        var (scope, reason) = (Scope(), Reason());
        return new ActOptions("alice").Command(
            "unkill",
            "Ask for a scope to be restored: somebody else has to approve it.",
            [scope, reason],
            async (parsed, desk, cancellationToken) =>
            {
                var reply = await desk.Client.UnkillAsync(parsed.GetValue(scope)!, parsed.GetValue(reason)!, cancellationToken);
                if (desk.Show(reply) is var code and not 0)
                    return code;
                var command = reply.Body!["cmd_id"]!.GetValue<string>();
                var path = $"/incidents/{reply.Body["incident_id"]!.GetValue<string>()}";
                var request = await desk.UntilAsync(
                    path,
                    OperatorsJson.Default.IncidentView,
                    incident => incident.Requests.FirstOrDefault(r => r.CmdId == command && r.LinkId is not null),
                    cancellationToken
                );
                if (request is null)
                {
                    ErrorOutput.Write("It is not known to be put to the approvers. ./run incidents shows how it stands.");
                    return Desk.ExitNot;
                }
                var others = request.Quorum == 1 ? "somebody else" : $"{request.Quorum} others";
                desk.Say(
                    $"It waits for {others}, until {Standing.Clock(request.ExpiresTs)}: ./run approve {ScopeOf(reply)} \"why\" --as bob"
                );
                return 0;
            }
        );
    }

    private static Command Decide(string name, string verdict, string usually, string description)
    {
        var which = new Argument<string>("LINK")
        {
            Description = "The link of the mail, its last part alone, or the scope or incident that the unkill is of.",
        };
        var reason = Reason();
        return new ActOptions(usually).Command(
            name,
            description,
            [which, reason],
            async (parsed, desk, cancellationToken) =>
            {
                if (await RequestLink.OfAsync(desk, parsed.GetValue(which)!, cancellationToken) is not { } link)
                    return Desk.ExitNot;
                var reply = await desk.Client.DecideAsync(link, verdict, parsed.GetValue(reason)!, cancellationToken);
                if (desk.Show(reply) is var code and not 0)
                    return code;
                if (reply.Body!["status"]!.GetValue<string>() != "APPROVED")
                    return 0;
                return await desk.UntilItStandsAsync(
                    ScopeOf(reply),
                    Enforcement.Restored,
                    "the scope is not known to be restored.",
                    cancellationToken
                );
            }
        );
    }

    private static Scope ScopeOf(OperatorReply reply) => KillSwitch.Workflows.Scopes.Scope.Parse(reply.Body!["scope"]!.GetValue<string>());

    private static Argument<string> Scope() => new("SCOPE") { Description = KillSwitch.Workflows.Scopes.Scope.Forms };

    private static Argument<string> Reason() =>
        new("WHY") { Description = "The reason, in quotes: it goes into the audit, under your name." };
}
