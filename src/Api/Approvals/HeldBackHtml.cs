using System.Globalization;
using KillSwitch.Workflows.Operators;
using KillSwitch.Workflows.Text;

namespace KillSwitch.Api.Approvals;

/// <summary>Whether it is still going on: what the scope went on sending since the kill, and when the last of that came.</summary>
internal static class HeldBackHtml
{
    public static Html Of(ApprovalView view) =>
        Html.Of(
            $"""
            <section class="going-on">
            <h2>{(view.Decidable ? "Is it still going on?" : "Held back")}</h2>
            {Figures(view.HeldBack)}
            {Lacks(view.HeldBack)}
            </section>
            """
        );

    private static Html Figures(HeldBackView? held) => held switch
    {
        null => Html.Of($"<p>What was held back since the kill cannot be looked up just now. Open the page again to ask.</p>"),
        { Orders: 0, Complete: true } => Html.Of($"<p>No order was held back since the kill.</p>"),
        { Orders: 0 } => Html.Of($"<p>No order is known to have been held back since the kill.</p>"),
        _ => Html.Of(
            $"""
            <p>{(held.Complete ? "" : "At least ")}<b>{Number(held.Orders)} {(held.Orders == 1 ? "order" : "orders")}</b> worth {Dollars(held.Notional)} held back since the kill, the last {(held.Complete ? "" : "known ")}one <b>{Elapsed.Of(held.AsOfTs - held.LastTs!.Value)}</b> before this page was made: {Page.Time(held.LastTs!.Value)}.</p>
            """
        ),
    };

    private static Html Lacks(HeldBackView? held) =>
        held is null or { Complete: true }
            ? Html.None
            : Html.Of($"<details class=\"by\"><summary>Not all of it may be known</summary>{Html.Join(held.IncompleteBecause.Select(why => Html.Of($"<p>{why}</p>")))}</details>");

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Dollars(decimal amount) => string.Create(CultureInfo.InvariantCulture, $"${amount:N2}");
}
