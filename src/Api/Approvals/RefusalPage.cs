using KillSwitch.Api.Requests;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Api.Approvals;

/// <summary>A link behind which there is nothing to show. Calm: nothing has happened, and the next step is named.</summary>
internal static class RefusalPage
{
    public static Html Of(Problem problem, RefusalCode code) => Page.Of(
        problem.Title,
        "quiet",
        problem.Title,
        code switch
        {
            RefusalCode.LinkTampered => "This link is not whole",
            RefusalCode.LinkExpired or RefusalCode.ApprovalExpired => "This link has expired",
            RefusalCode.ApprovalNotFound => "There is nothing behind this link",
            _ => "This cannot be shown at the moment",
        },
        Html.Of($"""
            <p class="lead">{problem.Detail}</p>
            <p class="note"><strong>Nothing was decided, and nothing has changed.</strong> What is killed stays killed, and limits stay as they are.</p>
            <dl class="facts">
            <div><dt>Refusal</dt><dd>{problem.Code} {problem.Refusal}</dd></div>
            <div><dt>Trace</dt><dd><code>{problem.TraceId}</code></dd></div>
            </dl>
            """));
}
