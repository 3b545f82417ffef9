using Confluent.Kafka;
using KillSwitch.Api.Kestrel;
using KillSwitch.Api.Requests;
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
            await KestrelAnswers.WriteAsync(context, OfRequest(context, e));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Whoever asked has hung up.
        }
        catch (Exception e) when (e is KafkaException || FaultRefusals.IsElsewhere(e))
        {
            log.DependencyUnavailable(context.Request.Method, context.Match().Pattern, KestrelAnswers.TraceId(context), e.Message);
            await KestrelAnswers.WriteAsync(context, Unavailable(context));
        }
        catch (Exception e)
        {
            log.RequestFailed(context.Request.Method, context.Match().Pattern, KestrelAnswers.TraceId(context), e);
            await KestrelAnswers.WriteAsync(context, FaultRefusals.Inside(context.Request.Method));
        }
    });

    public static Refusal Unavailable(HttpContext context) =>
        FaultRefusals.Unavailable(context.Request.Method, "; GET /health names it");

    private static Refusal OfRequest(HttpContext context, BadHttpRequestException e) => e.StatusCode switch
    {
        StatusCodes.Status413PayloadTooLarge => KestrelRoutes.TooLarge(context),
        _ => new Refusal(RefusalCode.RequestMalformed, $"The request cannot be read: {e.Message}"),
    };
}
