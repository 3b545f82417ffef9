using System.Text;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Api.Requests;

/// <summary>Problem details (RFC 9457) of a refusal.</summary>
/// <param name="Type">A URN with the refusal's number.</param>
/// <param name="Title">The refusal's name in words; the same for every occurrence.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">What is wrong this time and what to do.</param>
/// <param name="Code">The refusal's number, for programs.</param>
/// <param name="Refusal">The refusal's name.</param>
/// <param name="TraceId">Finds the request in logs and traces.</param>
internal sealed record Problem(string Type, string Title, int Status, string Detail, int Code, string Refusal, string TraceId)
{
    public static Problem Of(Refusal refusal, string traceId) => new(
        $"urn:killswitch:refusal:{(int)refusal.Code}",
        InWords(refusal.Code),
        RefusalStatus.Of(refusal.Code),
        refusal.Message,
        (int)refusal.Code,
        refusal.Code.ToString(),
        traceId);

    /// <summary><c>LinkExpired</c>: Link expired.</summary>
    private static string InWords(RefusalCode code)
    {
        var words = new StringBuilder();
        foreach (var c in code.ToString())
        {
            if (char.IsUpper(c) && words.Length > 0)
                words.Append(' ').Append(char.ToLowerInvariant(c));
            else
                words.Append(c);
        }
        return words.ToString();
    }
}
