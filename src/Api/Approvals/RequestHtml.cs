using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.Operators;
using KillSwitch.Workflows.People;

namespace KillSwitch.Api.Approvals;

/// <summary>What the pages behind callback links have in common, whatever is asked for.</summary>
internal static class RequestHtml
{
    private const int WordsInFront = 140;

    /// <summary>What stands in front of the form keeps it on a phone's first screen, however much was written.</summary>
    public static Html Folded(string text) =>
        text.Length <= WordsInFront && !text.Contains('\n', StringComparison.Ordinal)
            ? Html.Of($"<blockquote>{text}</blockquote>")
            : Html.Of($"<details><summary>{FirstOf(text)}…</summary><blockquote>{text}</blockquote></details>");

    public static Html Decisions(IReadOnlyList<DecisionView> decisions, bool decidable, int quorum) =>
        decisions.Count == 0
            ? decidable && quorum > 1
                ? Html.Of($"<p>Nobody has decided yet; {quorum} approvals are needed.</p>")
                : Html.None
            : Html.Of(
                $"""
            <ol class="decisions">{Html.Join(decisions.Select(d => Html.Of($"""
            <li data-verdict="{d.Verdict.ToString().ToLowerInvariant()}"><p><strong>{d.By}</strong> {Did(d.Verdict)}, {Page.Time(d.Ts)}{(d.Counts ? "" : ": does not count, as that person may approve no longer")}</p><blockquote>{d.Reason}</blockquote></li>
            """)))}</ol>
            {(decidable ? Html.Of($"<p>{decisions.Count(d => d.Verdict == Verdict.Approve && d.Counts)} of {quorum} approvals are there.</p>") : Html.None)}
            """);

    public static Html Consequences(string does, string doesNot) => Html.Of($"""
        <section class="consequences">
        <div><h2>What approving does</h2><p>{does}</p></div>
        <div><h2>What it does not</h2><p>{doesNot}</p></div>
        </section>
        """);

    /// <param name="expiresTs">Unix ms.</param>
    /// <param name="decidable">Whether that is still to come.</param>
    public static Html Expiry(long? expiresTs, bool decidable) =>
        expiresTs is { } expires
            ? Html.Of(
                $"<div><dt>{(decidable ? "Can be decided until" : "Could be decided until")}</dt><dd>{Page.Time(expires)}</dd></div>"
            )
            : Html.None;

    /// <param name="stays">What is so until then, with its name.</param>
    /// <param name="quorum">How many people must approve.</param>
    public static Html Open(string stays, int quorum) =>
        Html.Of(
            $"""
            <p class="note"><strong>Looking decides nothing.</strong> {stays} until {(
                quorum == 1 ? "an approver" : $"{quorum} approvers"
            )} who did not ask for this approve{(quorum == 1 ? "s" : "")}.</p>
            """
        );

    /// <summary>People go by their names here; services keep the name they write.</summary>
    public static string Who(string actor) => Person.FromId(actor)?.Name ?? actor;

    public static string Badge(RequestStatus status) => status switch
    {
        RequestStatus.Requested or RequestStatus.Pending => "Awaiting a decision",
        RequestStatus.Approved => "Approved",
        RequestStatus.Rejected => "Rejected",
        RequestStatus.Withdrawn => "Withdrawn",
        RequestStatus.Expired => "Expired",
        RequestStatus.Voided => "Voided",
        _ => throw new InvalidOperationException($"Unknown status {status}."),
    };

    public static string Tone(RequestStatus status) => status switch
    {
        RequestStatus.Requested or RequestStatus.Pending => "open",
        RequestStatus.Approved => "good",
        RequestStatus.Rejected or RequestStatus.Voided => "held",
        _ => "quiet",
    };

    private static string Did(Verdict verdict) => verdict switch
    {
        Verdict.Approve => "approved",
        Verdict.Reject => "rejected",
        Verdict.Withdraw => "withdrew the request",
        _ => throw new InvalidOperationException($"Unknown verdict {verdict}."),
    };

    /// <summary>No character that takes two places is cut in half.</summary>
    private static string FirstOf(string text)
    {
        var line = text.Split('\n')[0];
        var length = Math.Min(line.Length, WordsInFront);
        return line[..(length > 0 && char.IsHighSurrogate(line[length - 1]) ? length - 1 : length)].TrimEnd();
    }
}
