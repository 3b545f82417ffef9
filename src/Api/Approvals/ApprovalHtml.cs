using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.Operators;

namespace KillSwitch.Api.Approvals;

/// <summary>What stands behind a callback link: what would be approved or what became of it, and where it can be decided.</summary>
internal static class ApprovalHtml
{
    private const int CausesShown = 5;
    private const int OthersShown = 10;

    public static Html Of(ApprovalView view) =>
        Page.Of(
            $"{RequestHtml.Badge(view.Status)}: {view.Scope}",
            RequestHtml.Tone(view.Status),
            RequestHtml.Badge(view.Status),
            Heading(view),
            Html.Of(
                $"""
                <p class="lead">{Lead(view)}</p>
                <section class="asked">
                <h2 class="hidden">The request</h2>
                {RequestHtml.Folded(view.Reason)}
                <p class="by">{RequestHtml.Who(view.AskedBy)}{(
                    view.AskedByVerified ? "" : " (not proven to be that person, therefore one more approval is needed)"
                )}, {Page.Time(view.RequestedTs)}{AskedBefore(view)}</p>
                {RequestHtml.Decisions(view.Decisions, view.Decidable, view.Quorum)}
                </section>
                {HeldBackHtml.Of(view)}
                {(view.Decidable ? Html.Join([RequestHtml.Open($"{view.Scope} stays killed", view.Quorum), DecisionForm.OfAnUnkill]) : Html.None)}
                {Earlier(view)}
                <section>
                <h2>Why {view.Scope.ToString()} was killed</h2>
                {Causes(view.Causes)}
                </section>
                {(view.Decidable ? RequestHtml.Consequences(view.Does, view.DoesNot) : Html.None)}
                <dl class="facts">
                <div><dt>Scope</dt><dd>{view.Scope.ToString()}</dd></div>
                <div><dt>Incident</dt><dd><code>{view.IncidentId}</code></dd></div>
                <div><dt>Request</dt><dd>{view.Request} of this incident</dd></div>
                <div><dt>Now</dt><dd>{view.Standing}</dd></div>
                <div><dt>Kill state</dt><dd>version <code>{view.StateVersion}</code></dd></div>
                {RequestHtml.Expiry(view.ExpiresTs, view.Decidable)}
                </dl>
                """
            )
        );

    /// <summary>Who decides must not have to find out below that it was rejected before.</summary>
    private static Html AskedBefore(ApprovalView view) =>
        view.Earlier.Count == 0
            ? Html.None
            : Html.Of($""" · <a href="#before">asked before, {view.Earlier.Count} {(view.Earlier.Count == 1 ? "time" : "times")}</a>""");

    private static Html Earlier(ApprovalView view) =>
        view.Earlier.Count == 0
            ? Html.None
            : Html.Of(
                $"""
                <section id="before">
                <h2>Asked before</h2>
                <ol class="decisions">{Html.Join(view.Earlier.Select(e => Html.Of($"""
                <li data-verdict="{e.Status.ToString().ToLowerInvariant()}"><p><strong>{RequestHtml.Who(e.AskedBy)}</strong> asked, {Page.Time(e.RequestedTs)}</p><blockquote>{e.Reason}</blockquote><p>{e.Outcome}</p></li>
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
        <li><p>{c.Reason}</p><p class="by">{RequestHtml.Who(c.TriggeredBy)}, {Page.Time(c.Ts)}{(c.Metric is null ? Html.None : Html.Of($" · {c.Metric} <b>{c.Value}</b>"))}</p></li>
        """)))}</ul>
        """);

    /// <summary>What was decided stands below, with name, time and reason; what ended without a decision is told here.</summary>
    private static string Lead(ApprovalView view) =>
        view.Status switch
        {
            RequestStatus.Requested or RequestStatus.Pending => $"{RequestHtml.Who(view.AskedBy)} asks to restore trading.",
            RequestStatus.Approved => $"Nothing is left to decide here. {view.Standing} {Holding(view)}".TrimEnd(),
            RequestStatus.Rejected or RequestStatus.Withdrawn when view.Decisions.Any(d => d.Verdict != Verdict.Approve) =>
                "Nothing is left to decide here. A new unkill can be asked for at any time.",
            _ => view.Headline,
        };

    private static string Holding(ApprovalView view) =>
        view.HeldBy.Count == 0 ? "" : $"Other kills still hold its orders: {string.Join(", ", view.HeldBy.Take(OthersShown))}{(view.HeldBy.Count > OthersShown ? ", …" : "")}.";

    private static string Heading(ApprovalView view) => view.Status switch
    {
        RequestStatus.Approved => $"{view.Scope}: approved",
        RequestStatus.Rejected => $"{view.Scope} stays killed",
        RequestStatus.Withdrawn => $"The request for {view.Scope} was withdrawn",
        RequestStatus.Expired => $"The request for {view.Scope} expired",
        RequestStatus.Voided => $"A newer kill overtook this request",
        _ => view.Decidable ? $"Restore {view.Scope}?" : $"The request for {view.Scope} cannot be decided now",
    };
}
