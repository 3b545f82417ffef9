using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using KillSwitch.Api;
using KillSwitch.Api.Approvals;
using KillSwitch.Api.Requests;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Aws.Http;

/// <summary>What is answered, without the gateway's types.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="ContentType">Of the body.</param>
/// <param name="Body">Text.</param>
public sealed record ApiAnswer(int Status, string ContentType, string Body)
{
    /// <summary>Beyond those that every answer has, see <see cref="AnswerHeaders"/>.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    internal static ApiAnswer Of<T>(Outcome<T> outcome, JsonTypeInfo<T> type, string traceId, int status = 200)
        where T : class =>
        outcome.IsRefused ? Of(outcome.Refusal, traceId) : new(status, "application/json", JsonSerializer.Serialize(outcome.Value, type));

    /// <summary>The problem (RFC 9457) that a refusal is answered with.</summary>
    /// <param name="refusal">What was refused, and why.</param>
    /// <param name="traceId">Finds the request in logs and traces.</param>
    public static ApiAnswer Of(Refusal refusal, string traceId)
    {
        var problem = Problem.Of(refusal, traceId);
        return new(problem.Status, "application/problem+json", JsonSerializer.Serialize(problem, ApiJson.Default.Problem));
    }

    internal static ApiAnswer Of(Html page, int status) => new(status, "text/html; charset=utf-8", page.ToString());

    internal static ApiAnswer Of((string Type, byte[] Content) file) => new(200, file.Type, Encoding.UTF8.GetString(file.Content));
}
