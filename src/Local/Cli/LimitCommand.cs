using System.CommandLine;
using System.Globalization;
using KillSwitch.Hosting;
using KillSwitch.Local.Acts;
using KillSwitch.Workflows.LimitChanges;
using KillSwitch.Workflows.Limits;
using KillSwitch.Workflows.Operators;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Local.Cli;

/// <summary><c>./run limit</c>: asks for a limit to be changed, as one of the local people.</summary>
internal static class LimitCommand
{
    public static Command Create()
    {
        var owner = new Argument<string>("OWNER") { Description = $"{Scope.Forms}, or GROUP:<name> of the limits file." };
        var rule = new Argument<string>("RULE") { Description = string.Join(", ", Enum.GetValues<LimitRule>().Select(LimitRules.NameOf)) };
        var value = new Argument<string>("VALUE") { Description = "What is allowed, in the rule's unit; 1 of restricted. none: no limit." };
        var reason = new Argument<string>("WHY") { Description = "The reason, in quotes: it goes into the audit, under your name." };
        var until = new Option<string?>("--until")
        {
            Description = "When it ends by itself: milliseconds since 1970, or 2026-11-30T15:04:05Z.",
            HelpName = "TIME",
        };
        var span = new Option<string?>("--for") { Description = "Instead: for how long. 90s, 30m, 8h, 5d.", HelpName = "TIME" };
        return new ActOptions("alice").Command(
            "limit",
            "Ask for a limit to be changed: tighter at once; looser, somebody else has to approve.",
            [owner, rule, value, reason, until, span],
            (parsed, desk, cancellationToken) => desk.ActAsync(
                client => client.LimitAsync(
                    parsed.GetValue(owner)!, parsed.GetValue(rule)!, parsed.GetValue(value)!, parsed.GetValue(reason)!,
                    Until(parsed.GetValue(until), parsed.GetValue(span)), cancellationToken),
                "It is asked for and may be in force.",
                reply => UntilItStandsAsync(desk, reply, cancellationToken),
                cancellationToken
            )
        );
    }

    /// <summary>Waits until an approved change is in force, or at its end goes back by itself, and says so.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> UntilItHoldsAsync(Desk desk, string changeId, CancellationToken cancellationToken)
    {
        var change = await desk.UntilAsync(
            PathOf(changeId),
            OperatorsJson.Default.LimitChangeView,
            seen => seen.Phase == LimitChangePhase.Requested ? null : seen,
            cancellationToken
        );
        if (change is null)
        {
            ErrorOutput.Write($"It is not known to be in force. {desk.Hints.Run("limits")} shows how it stands.");
            return Desk.ExitNot;
        }
        if (change.Phase is LimitChangePhase.InForce or LimitChangePhase.Reverted)
        {
            desk.Say(change.Standing);
            return 0;
        }
        ErrorOutput.Write($"Nothing has changed. {change.Standing}");
        return Desk.ExitNot;
    }

    /// <summary>What is tighter is soon in force; what others have to approve is soon before them, and it is said who types what.</summary>
    private static async Task<int> UntilItStandsAsync(Desk desk, OperatorReply asked, CancellationToken cancellationToken)
    {
        var changeId = asked.Body!["change_id"]!.GetValue<string>();
        var tighter = asked.Body["tighter"]!.GetValue<bool>();
        if (tighter && await UntilItHoldsAsync(desk, changeId, cancellationToken) is var code and not 0)
            return code;
        var change = await desk.UntilAsync(
            PathOf(changeId),
            OperatorsJson.Default.LimitChangeView,
            seen => seen.Request is null or { LinkId: not null } ? seen : null,
            cancellationToken
        );
        if (change?.Request is { } request)
        {
            var others = request.Quorum == 1 ? "somebody else" : $"{request.Quorum} others";
            var what = tighter ? "Its end waits" : "It waits";
            desk.Say($"{what} for {others}, until {Standing.Clock(request.ExpiresTs)}: {desk.Hints.Approve(changeId, desk.Name)}");
        }
        if (change is not null)
            return 0;
        ErrorOutput.Write($"It is not known to be put to the approvers. {desk.Hints.Run("limits")} shows how it stands.");
        return Desk.ExitNot;
    }

    /// <exception cref="CannotStartException">Both are there, or it is no span of time.</exception>
    private static string? Until(string? until, string? span)
    {
        if (span is null)
            return until;
        if (until is not null)
            throw new CannotStartException("--until and --for both say when it ends. Give one of them.");
        return (TimeProvider.System.GetUtcNow() + Span(span)).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
    }

    private static TimeSpan Span(string text)
    {
        TimeSpan? unit = text is [.., var last] ? last switch
        {
            's' => TimeSpan.FromSeconds(1),
            'm' => TimeSpan.FromMinutes(1),
            'h' => TimeSpan.FromHours(1),
            'd' => TimeSpan.FromDays(1),
            _ => null,
        } : null;
        return unit is { } one && int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0
            ? one * count
            : throw new CannotStartException($"--for is '{text}'; it takes a number and one of s, m, h, d behind it: 90s, 30m, 8h, 5d.");
    }

    private static string PathOf(string changeId) => $"/limits/changes/{Uri.EscapeDataString(changeId)}";
}
