using Confluent.Kafka;
using KillSwitch.Workflows.Ports;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Aws.Http;

/// <summary>Turns what goes wrong into a problem that says what to do and never how the inside looks.</summary>
public static class Faults
{
    /// <param name="request">What was asked for.</param>
    /// <param name="answer">Answers it.</param>
    /// <param name="log">Told what went wrong.</param>
    public static async Task<ApiAnswer> AsAnswerAsync(ApiRequest request, Func<Task<ApiAnswer>> answer, Action<Exception> log)
    {
        try
        {
            return await answer();
        }
        catch (Exception e)
        {
            log(e);
            return ApiAnswer.Of(IsElsewhere(e) ? Unavailable : Fault, request.TraceId);
        }
    }

    private static Refusal Unavailable { get; } = new(
        RefusalCode.DependencyUnavailable,
        "A part that is needed does not answer at the moment. It is not known whether the request had its effect. Repeat it with the same Idempotency-Key.");

    private static Refusal Fault { get; } = new(
        RefusalCode.InternalFault,
        "Something went wrong here, and it is in the log under the trace id below. It is not known whether the request had its effect: look before you repeat it, or repeat it with the same Idempotency-Key.");

    private static bool IsElsewhere(Exception e) =>
        e is StoreUnavailableException or ExecutionsUnavailableException or DirectoryUnavailableException or KafkaException or TimeoutException or OperationCanceledException;
}
