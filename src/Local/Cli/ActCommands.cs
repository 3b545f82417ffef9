using System.CommandLine;
using KillSwitch.Hosting;
using KillSwitch.Local.Acts;
using KillSwitch.Workflows.Approvals;
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
    /// <summary>In no scope's name.</summary>
    private const char Comma = ',';

    public static IEnumerable<Command> All() =>
    [
        Kill(),
        Unkill(),
        Decide("approve", "APPROVE", "bob", "Approve an unkill, or a change of a limit, that somebody else has asked for."),
        Decide("reject", "REJECT", "bob", "Reject an unkill, or a change of a limit: all stays as it is."),
        Decide("withdraw", "WITHDRAW", "alice", "Withdraw an unkill, or a change of a limit, that you have asked for."),
    ];

    private static Command Kill()
    {
        var (scope, reason) = (Scope(), Reason());
        return new ActOptions("alice").Command(
            "kill",
            "Kill a scope: its orders are held back until two people restore it.",
            [scope, reason],
            (parsed, desk, cancellationToken) => EachAsync(parsed.GetValue(scope)!, one =>
                desk.ActAsync(
                    client => client.KillAsync(one, parsed.GetValue(reason)!, cancellationToken),
                    "The kill is commanded and may be in force.",
                    reply =>
                        desk.UntilItStandsAsync(
                            ScopeOf(reply),
                            Enforcement.InForce,
                            "the kill is not known to be in force: orders may still flow.",
                            cancellationToken
                        ),
                    cancellationToken
                ))
        );
    }

    private static Command Unkill()
    {
        var (scope, reason) = (Scope(), Reason());
        return new ActOptions("alice").Command(
            "unkill",
            "Ask for a scope to be restored: somebody else has to approve it.",
            [scope, reason],
            (parsed, desk, cancellationToken) => EachAsync(parsed.GetValue(scope)!, one =>
                desk.ActAsync(
                    client => client.UnkillAsync(one, parsed.GetValue(reason)!, cancellationToken),
                    "It is asked for and may be before the approvers.",
                    reply => UntilItIsPutAsync(desk, reply, cancellationToken),
                    cancellationToken
                ))
        );
    }

    /// <summary>Acts on all scopes at once, as none is to wait for another; on none of several where one of them is no scope.</summary>
    /// <returns>The highest exit code.</returns>
    /// <exception cref="CannotStartException">One of several is none.</exception>
    private static async Task<int> EachAsync(string scopes, Func<string, Task<int>> actAsync)
    {
        var all = scopes
            .Split(Comma, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        // Nothing but commas is one scope that is none, which the API says.
        if (all.Count == 0)
            all = [scopes];
        foreach (var one in all.Count == 1 ? [] : all)
        {
            if (!KillSwitch.Workflows.Scopes.Scope.TryParse(one, out _, out var why))
                throw new CannotStartException($"{why} Nothing was done, for none of the {all.Count}.");
        }
        return (await Task.WhenAll(all.Select(actAsync))).Max();
    }

    /// <summary>Waits until the approvers have it, and says who types what.</summary>
    private static async Task<int> UntilItIsPutAsync(Desk desk, OperatorReply asked, CancellationToken cancellationToken)
    {
        var command = asked.Body!["cmd_id"]!.GetValue<string>();
        var request = await desk.UntilAsync(
            $"/incidents/{asked.Body["incident_id"]!.GetValue<string>()}",
            OperatorsJson.Default.IncidentView,
            incident => incident.Requests.FirstOrDefault(r => r.CmdId == command && r.LinkId is not null),
            cancellationToken
        );
        if (request is null)
        {
            ErrorOutput.Write($"It is not known to be put to the approvers. {desk.Hints.Run("incidents")} shows how it stands.");
            return Desk.ExitNot;
        }
        var others = request.Quorum == 1 ? "somebody else" : $"{request.Quorum} others";
        desk.Say($"It waits for {others}, until {Standing.Clock(request.ExpiresTs)}: {desk.Hints.Approve(ScopeOf(asked), desk.Name)}");
        return 0;
    }

    private static Command Decide(string name, string verdict, string usually, string description)
    {
        var which = new Argument<string>("LINK")
        {
            Description = "The link of the mail, its last part alone, the scope or incident that the unkill is of, or the change (lc-…).",
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
                return await desk.ActAsync(
                    client => client.DecideAsync(link, verdict, parsed.GetValue(reason)!, cancellationToken),
                    "The decision is taken and may have its effect.",
                    reply => UntilItHasItsEffectAsync(desk, reply, cancellationToken),
                    cancellationToken
                );
            }
        );
    }

    private static async Task<int> UntilItHasItsEffectAsync(Desk desk, OperatorReply decided, CancellationToken cancellationToken)
    {
        if (decided.Body!["status"]!.GetValue<string>() != "APPROVED")
            return 0;
        if (decided.Body["change_id"]?.GetValue<string>() is { } change)
            return await LimitCommand.UntilItHoldsAsync(desk, change, cancellationToken);
        if (await OvertakenAsync(desk, decided, cancellationToken) is { } outcome)
        {
            ErrorOutput.Write($"Not restored. {outcome}");
            return Desk.ExitNot;
        }
        return await desk.UntilItStandsAsync(
            ScopeOf(decided),
            Enforcement.Restored,
            "the scope is not known to be restored.",
            cancellationToken
        );
    }

    /// <summary>What became of an approved request that restores nothing; null where it does, or nobody knows in time.</summary>
    private static async Task<string?> OvertakenAsync(Desk desk, OperatorReply approved, CancellationToken cancellationToken)
    {
        var number = approved.Body!["request"]!.GetValue<int>();
        var incident = await desk.UntilAsync(
            $"/incidents/{approved.Body["incident_id"]!.GetValue<string>()}",
            OperatorsJson.Default.IncidentView,
            seen => seen.Enforcement == Enforcement.Restored || Request(seen, number)?.Status != RequestStatus.Approved ? seen : null,
            cancellationToken
        );
        return incident is not null && Request(incident, number) is { Status: not RequestStatus.Approved } ended ? ended.Outcome : null;
    }

    private static RequestView? Request(IncidentView incident, int number) =>
        incident.Requests.FirstOrDefault(request => request.Number == number);

    private static Scope ScopeOf(OperatorReply reply) => KillSwitch.Workflows.Scopes.Scope.Parse(reply.Body!["scope"]!.GetValue<string>());

    private static Argument<string> Scope() =>
        new("SCOPE") { Description = $"{KillSwitch.Workflows.Scopes.Scope.Forms} Several with a comma between them." };

    private static Argument<string> Reason() =>
        new("WHY") { Description = "The reason, in quotes: it goes into the audit, under your name." };
}
