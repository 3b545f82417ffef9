using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.Limits;
using KillSwitch.Workflows.Operators;

namespace KillSwitch.Api.Approvals;

/// <summary>What stands behind a callback link of a change of a limit: what would be approved or what became of it, and where it can be
/// decided.</summary>
internal static class LimitApprovalHtml
{
    public static Html Of(LimitApprovalView view) =>
        Page.Of(
            $"{RequestHtml.Badge(view.Status)}: {Limit(view)}",
            RequestHtml.Tone(view.Status),
            RequestHtml.Badge(view.Status),
            Heading(view),
            Html.Of(
                $"""
                <p class="lead">{(view.Decidable ? Asks(view) : view.Headline)}</p>
                <section class="asked">
                <h2 class="hidden">The request</h2>
                {RequestHtml.Folded(view.Reason)}
                <p class="by">{RequestHtml.Who(view.AskedBy)}, {Page.Time(view.RequestedTs)}</p>
                {RequestHtml.Decisions(view.Decisions, view.Decidable, view.Quorum)}
                </section>
                {(view.Decidable ? Html.Join([RequestHtml.Open($"{Limit(view)} stays {view.From}", view.Quorum), DecisionForm.OfALimit]) : Html.None)}
                {(view.Decidable ? RequestHtml.Consequences(view.Does, view.DoesNot) : Html.None)}
                <dl class="facts">
                <div><dt>Owner</dt><dd>{view.Owner}</dd></div>
                <div><dt>Rule</dt><dd><code>{LimitRules.NameOf(view.Rule)}</code></dd></div>
                <div><dt>From</dt><dd>{view.From}</dd></div>
                <div><dt>To</dt><dd>{view.To}</dd></div>
                {(view.Until is { } until ? Html.Of($"<div><dt>{(IsEnd(view) ? "At" : "Until")}</dt><dd>{Page.Time(until)}</dd></div>") : Html.None)}
                <div><dt>Change</dt><dd><code>{view.ChangeId}</code></dd></div>
                <div><dt>Now</dt><dd>{view.Standing}</dd></div>
                {RequestHtml.Expiry(view.ExpiresTs, view.Decidable)}
                </dl>
                """
            )
        );

    private static string Asks(LimitApprovalView view) =>
        IsEnd(view)
            ? $"{RequestHtml.Who(view.AskedBy)} has tightened it, and asks that this ends by itself."
            : $"{RequestHtml.Who(view.AskedBy)} asks for a looser limit.";

    private static string Heading(LimitApprovalView view) => view.Status switch
    {
        RequestStatus.Approved => $"{Limit(view)}: approved",
        RequestStatus.Rejected => $"{Limit(view)} stays as it is",
        RequestStatus.Withdrawn => $"The request for {Limit(view)} was withdrawn",
        RequestStatus.Expired => $"The request for {Limit(view)} expired",
        RequestStatus.Voided => "Another change overtook this request",
        _ when !view.Decidable => $"The request for {Limit(view)} cannot be decided now",
        _ when IsEnd(view) => $"End the tighter {Limit(view)}?",
        _ => $"{Limit(view)}: {view.From} to {view.To}?",
    };

    private static string Limit(LimitApprovalView view) => $"{LimitRules.NameOf(view.Rule)} of {view.Owner}";

    private static bool IsEnd(LimitApprovalView view) => view.Asks == LimitApprovalView.AsksEnd;
}
