using Confluent.Kafka;
using KillSwitch.Api.Requests;

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
            return ApiAnswer.Of(IsElsewhere(e) ? FaultRefusals.Unavailable() : FaultRefusals.Inside, request.TraceId);
        }
    }

    /// <summary>What is cancelled here ran into the function's deadline.</summary>
    private static bool IsElsewhere(Exception e) => e is KafkaException or OperationCanceledException || FaultRefusals.IsElsewhere(e);
}
