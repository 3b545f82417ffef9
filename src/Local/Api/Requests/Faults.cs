using Confluent.Kafka;
using KillSwitch.Http.Requests;
using KillSwitch.Workflows.Ports;
using KillSwitch.Workflows.Refusals;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace KillSwitch.Local.Api.Requests;

/// <summary>Turns what goes wrong into a problem that says what to do and never how the inside looks.</summary>
internal static class Faults
{
    public static IApplicationBuilder UseFaultsAsProblems(this IApplicationBuilder app, ILogger log) => app.Use(async (context, next) =>
    {
        try
        {
            await next(context);
        }
        catch (Exception) when (context.Response.HasStarted)
        {
            throw;
        }
        catch (BadHttpRequestException e)
        {
            await Answers.WriteAsync(context, OfRequest(e));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Whoever asked has hung up.
        }
        catch (Exception e) when (e is StoreUnavailableException or ExecutionsUnavailableException or DirectoryUnavailableException or KafkaException or TimeoutException)
        {
            log.DependencyUnavailable(context.Request.Method, RouteList.PatternOf(context), Answers.TraceId(context), e);
            await Answers.WriteAsync(context, Unavailable);
        }
        catch (Exception e)
        {
            log.RequestFailed(context.Request.Method, RouteList.PatternOf(context), Answers.TraceId(context), e);
            await Answers.WriteAsync(context, new Refusal(RefusalCode.InternalFault, "Something went wrong here, and it is in the log under the trace id below. It is not known whether the request had its effect: look before you repeat it, or repeat it with the same Idempotency-Key."));
        }
    });

    public static Refusal Unavailable { get; } = new(RefusalCode.DependencyUnavailable, "A part that is needed does not answer at the moment; GET /health names it. It is not known whether the request had its effect. Repeat it with the same Idempotency-Key.");

    private static Refusal OfRequest(BadHttpRequestException e) => e.StatusCode switch
    {
        StatusCodes.Status413PayloadTooLarge => new Refusal(RefusalCode.BodyTooLarge, $"The body is larger than {FlatBody.MaxBytes} bytes. Send less; a reason may have 1,000 characters."),
        _ => new Refusal(RefusalCode.RequestMalformed, $"The request cannot be read: {e.Message}"),
    };
}
