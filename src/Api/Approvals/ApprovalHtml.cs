using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Operators;
using KillSwitch.Workflows.People;

namespace KillSwitch.Api.Approvals;

/// <summary>What stands behind a callback link: what would be approved or what became of it, and where it can be decided.</summary>
internal static class ApprovalHtml
{
    private const int CausesShown = 5;
    private const int OthersShown = 10;
    private const int WordsInFront = 140;

    public static Html Of(ApprovalView view) =>
        Page.Of(
            $"{Badge(view.Status)}: {view.Scope}",
            Tone(view.Status),
            Badge(view.Status),
            Heading(view),
            Html.Of(
                $"""
                <p class="lead">{Lead(view)}</p>
                <section class="asked">
                <h2 class="hidden">The request</h2>
                {Folded(view.Reason)}
                <p class="by">{Who(view.AskedBy)}{(
                    view.AskedByVerified ? "" : " (not proven to be that person, therefore one more approval is needed)"
                )}, {Page.Time(view.RequestedTs)}{AskedBefore(view)}</p>
                {Decisions(view)}
                </section>
                {HeldBackHtml.Of(view)}
                {(view.Decidable ? Html.Join([Open(view), DecisionForm.Html]) : Html.None)}
                {Earlier(view)}
                <section>
                <h2>Why {view.Scope.ToString()} was killed</h2>
                {Causes(view.Causes)}
                </section>
                {(view.Decidable ? Consequences(view) : Html.None)}
                <dl class="facts">
                <div><dt>Scope</dt><dd>{view.Scope.ToString()}</dd></div>
                <div><dt>Incident</dt><dd><code>{view.IncidentId}</code></dd></div>
                <div><dt>Request</dt><dd>{view.Request} of this incident</dd></div>
                <div><dt>Now</dt><dd>{view.Standing}</dd></div>
                <div><dt>Kill state</dt><dd>version <code>{view.StateVersion}</code></dd></div>
                {(
                    view.ExpiresTs is { } expires
                        ? Html.Of(
                            $"<div><dt>{(view.Decidable ? "Can be decided until" : "Could be decided until")}</dt><dd>{Page.Time(expires)}</dd></div>"
                        )
                        : Html.None
                )}
                </dl>
                """
            )
        );

    private static Html Open(ApprovalView view) =>
        Html.Of(
            $"""
            <p class="note"><strong>Looking decides nothing.</strong> {view.Scope.ToString()} stays killed until {(
                view.Quorum == 1 ? "an approver" : $"{view.Quorum} approvers"
            )} who did not ask for this approve{(view.Quorum == 1 ? "s" : "")}.</p>
            """
        );

    /// <summary>What stands in front of the form keeps it on a phone's first screen, however much was written.</summary>
    private static Html Folded(string text) =>
        text.Length <= WordsInFront && !text.Contains('\n', StringComparison.Ordinal)
            ? Html.Of($"<blockquote>{text}</blockquote>")
            : Html.Of($"<details><summary>{FirstOf(text)}…</summary><blockquote>{text}</blockquote></details>");

    /// <summary>No character that takes two places is cut in half.</summary>
    private static string FirstOf(string text)
    {
        var line = text.Split('\n')[0];
        var length = Math.Min(line.Length, WordsInFront);
        return line[..(length > 0 && char.IsHighSurrogate(line[length - 1]) ? length - 1 : length)].TrimEnd();
    }

    /// <summary>Who decides must not have to find out below that it was rejected before.</summary>
    private static Html AskedBefore(ApprovalView view) =>
        view.Earlier.Count == 0
            ? Html.None
            : Html.Of($""" · <a href="#before">asked before, {view.Earlier.Count} {(view.Earlier.Count == 1 ? "time" : "times")}</a>""");

    private static Html Decisions(ApprovalView view) =>
        view.Decisions.Count == 0
            ? view is { Decidable: true, Quorum: > 1 }
                ? Html.Of($"<p>Nobody has decided yet; {view.Quorum} approvals are needed.</p>")
                : Html.None
            : Html.Of(
                $"""
            <ol class="decisions">{Html.Join(view.Decisions.Select(d => Html.Of($"""
            <li data-verdict="{d.Verdict.ToString().ToLowerInvariant()}"><p><strong>{d.By}</strong> {Did(d.Verdict)}, {Page.Time(d.Ts)}{(d.Counts ? "" : ": does not count, as that person may approve no longer")}</p><blockquote>{d.Reason}</blockquote></li>
            """)))}</ol>
            {(view.Decidable ? Html.Of($"<p>{view.Decisions.Count(d => d.Verdict == Verdict.Approve && d.Counts)} of {view.Quorum} approvals are there.</p>") : Html.None)}
            """);

    private static Html Earlier(ApprovalView view) =>
        view.Earlier.Count == 0
            ? Html.None
            : Html.Of(
                $"""
                <section id="before">
                <h2>Asked before</h2>
                <ol class="decisions">{Html.Join(view.Earlier.Select(e => Html.Of($"""
                <li data-verdict="{e.Status.ToString().ToLowerInvariant()}"><p><strong>{Who(e.AskedBy)}</strong> asked, {Page.Time(e.RequestedTs)}</p><blockquote>{e.Reason}</blockquote><p>{e.Outcome}</p></li>
                """)))}</ol>
                </section>
                """
            );

    private static Html Causes(IReadOnlyList<CauseView> causes) => causes.Count <= CausesShown
        ? CauseList(causes)
        : Html.Of($"""
            {CauseList(causes.Take(CausesShown))}
            <details><summary>{causes.Count - CausesShown} more</summary>{CauseList(causes.Skip(CausesShown))}</details>
            """);

    private static Html CauseList(IEnumerable<CauseView> causes) => Html.Of($"""
        <ul class="causes">{Html.Join(causes.Select(c => Html.Of($"""
        <li><p>{c.Reason}</p><p class="by">{Who(c.TriggeredBy)}, {Page.Time(c.Ts)}{(c.Metric is null ? Html.None : Html.Of($" · {c.Metric} <b>{c.Value}</b>"))}</p></li>
        """)))}</ul>
        """);

    private static Html Consequences(ApprovalView view) => Html.Of($"""
        <section class="consequences">
        <div><h2>What approving does</h2><p>{view.Does}</p></div>
        <div><h2>What it does not</h2><p>{view.DoesNot}</p></div>
        </section>
        """);

    /// <summary>What was decided stands below, with name, time and reason; what ended without a decision is told here.</summary>
    private static string Lead(ApprovalView view) =>
        view.Status switch
        {
            RequestStatus.Requested or RequestStatus.Pending => $"{Who(view.AskedBy)} asks to restore trading.",
            RequestStatus.Approved => $"Nothing is left to decide here. {view.Standing} {Holding(view)}".TrimEnd(),
            RequestStatus.Rejected or RequestStatus.Withdrawn when view.Decisions.Any(d => d.Verdict != Verdict.Approve) =>
                "Nothing is left to decide here. A new unkill can be asked for at any time.",
            _ => view.Headline,
        };

    private static string Holding(ApprovalView view) =>
        view.HeldBy.Count == 0 ? "" : $"Other kills still hold its orders: {string.Join(", ", view.HeldBy.Take(OthersShown))}{(view.HeldBy.Count > OthersShown ? ", …" : "")}.";

    /// <summary>People go by their names here; services keep the name they write.</summary>
    private static string Who(string actor) => Person.FromId(actor)?.Name ?? actor;

    private static string Heading(ApprovalView view) => view.Status switch
    {
        RequestStatus.Approved => $"{view.Scope}: approved",
        RequestStatus.Rejected => $"{view.Scope} stays killed",
        RequestStatus.Withdrawn => $"The request for {view.Scope} was withdrawn",
        RequestStatus.Expired => $"The request for {view.Scope} expired",
        RequestStatus.Voided => $"A newer kill overtook this request",
        _ => view.Decidable ? $"Restore {view.Scope}?" : $"The request for {view.Scope} cannot be decided now",
    };

    private static string Badge(RequestStatus status) => status switch
    {
        RequestStatus.Requested or RequestStatus.Pending => "Awaiting a decision",
        RequestStatus.Approved => "Approved",
        RequestStatus.Rejected => "Rejected",
        RequestStatus.Withdrawn => "Withdrawn",
        RequestStatus.Expired => "Expired",
        RequestStatus.Voided => "Voided",
        _ => throw new InvalidOperationException($"Unknown status {status}."),
    };

    private static string Tone(RequestStatus status) => status switch
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
}
