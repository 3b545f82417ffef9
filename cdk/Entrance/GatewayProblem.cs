using KillSwitch.Api.Requests;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Cdk.Entrance;

/// <summary>What the gateway refuses by itself, before a function is asked.</summary>
/// <param name="Response">The gateway's word for it.</param>
/// <param name="Code">Ours.</param>
/// <param name="Message">What is wrong and what to do.</param>
internal sealed record GatewayProblem(string Response, RefusalCode Code, string Message)
{
    /// <summary>A refusal that the functions give too.</summary>
    public GatewayProblem(string response, Refusal refusal)
        : this(response, refusal.Code, refusal.Message)
    {
    }

    /// <summary>The body in the API's own form; the gateway fills in the trace.</summary>
    public string Body => Answer.Text;

    public string Status => Answer.Status.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private ApiAnswer Answer => ApiAnswer.Of(new Refusal(Code, Message), "$context.xrayTraceId");
}
