namespace KillSwitch.Api.Approvals;

/// <summary>
/// Where a decision is made. The choice and the sending are two acts, so that no slip of a thumb approves; the token
/// stays in the page's memory and goes nowhere but into the one request.
/// </summary>
internal static class DecisionForm
{
    public static Html OfAnUnkill { get; } = Of("scope stays killed");

    public static Html OfALimit { get; } = Of("limit stays as it is");

    private const string Example = """{"decision": "APPROVE", "reason": "why"}""";

    /// <param name="stays">What is so where it is not approved, behind its article.</param>
    private static Html Of(string stays) =>
        Html.Of(
            $"""
            <form id="decision" class="decision" autocomplete="off" hidden>
            <h2 class="hidden">Your decision</h2>
            <fieldset class="choice">
            <legend class="hidden">Decision</legend>
            <label><input type="radio" name="decision" value="APPROVE" required><span>Approve</span></label>
            <label><input type="radio" name="decision" value="REJECT"><span>Reject</span></label>
            <label><input type="radio" name="decision" value="WITHDRAW"><span>Withdraw</span></label>
            </fieldset>
            <p class="hint" data-for="APPROVE">For approvers who did not ask for this.</p>
            <p class="hint" data-for="REJECT">For approvers who did not ask for this. One rejection ends the request; the {stays}.</p>
            <p class="hint" data-for="WITHDRAW">Only for whoever asked. The {stays}; it can be asked for again.</p>
            <label for="reason">Reason <small>goes into the audit, under your name</small></label>
            <textarea id="reason" name="reason" rows="2" maxlength="1000" required></textarea>
            <label for="token">Your bearer token <small>from <code>./run token NAME</code>; not stored, not sent anywhere else</small></label>
            <input id="token" name="token" type="password" autocomplete="off" spellcheck="false" autocapitalize="off" required>
            <button type="submit">Send the decision</button>
            <p id="answer" role="status" aria-live="polite"></p>
            </form>
            <noscript><p class="note">To decide here, the browser has to run this page's script. Without it:
            <code>curl -X POST -H "Authorization: Bearer $(./run token bob)" -H "Content-Type: application/json" -d '{Example}' ADDRESS-OF-THIS-PAGE</code></p></noscript>
            """
        );
}
