using KillSwitch.Aws.Identity;
using KillSwitch.Http.Requests;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Operators;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Aws.Http;

/// <summary>The operators' HTTP API (docs/api.md) behind a gateway that has verified who asks. Safe for concurrent use.</summary>
/// <param name="actions">What people do.</param>
public sealed class OperatorRoutes(OperatorActions actions)
{
    /// <summary>Bytes a body may have.</summary>
    public const int MaxBodyBytes = FlatBody.MaxBytes;

    private const string KeyHeader = "Idempotency-Key";

    /// <summary>The routes, as the gateway names them: method and resource.</summary>
    public static IReadOnlyList<(string Method, string Route)> All { get; } =
    [
        ("POST", "/kill"),
        ("POST", "/unkill"),
        ("POST", "/approvals/{id}"),
        ("GET", "/state"),
        ("GET", "/incidents"),
        ("GET", "/incidents/{id}"),
    ];

    /// <summary>Answers; what goes wrong inside is thrown, and <see cref="Faults"/> makes an answer of it.</summary>
    public async Task<ApiAnswer> AnswerAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        if (CognitoActor.From(request.Claims) is not { } actor)
            return ApiAnswer.Of(new Refusal(RefusalCode.NotAuthenticated, "This needs the id token of a user of this system. Sign in, and send it as Authorization: Bearer TOKEN."), request.TraceId);
        if (request.Query)
            return ApiAnswer.Of(new Refusal(RefusalCode.FieldInvalid, $"{request.Route} takes no query parameters. Leave them out."), request.TraceId);
        return (request.Method, request.Route) switch
        {
            ("POST", "/kill") => await CommandAsync(request, actor, actions.KillAsync, cancellationToken),
            ("POST", "/unkill") => await CommandAsync(request, actor, actions.UnkillAsync, cancellationToken),
            ("POST", "/approvals/{id}") => await DecideAsync(request, actor, cancellationToken),
            ("GET", "/state") => ApiAnswer.Of(await actions.ListStateAsync(actor, cancellationToken), OperatorsJson.Default.IReadOnlyListScopeStateView, request.TraceId),
            ("GET", "/incidents") => ApiAnswer.Of(await actions.ListIncidentsAsync(actor, cancellationToken), OperatorsJson.Default.IReadOnlyListIncidentSummary, request.TraceId),
            ("GET", "/incidents/{id}") => await IncidentAsync(request, actor, cancellationToken),
            _ => ApiAnswer.Of(new Refusal(RefusalCode.NotFound, $"There is no {request.Method} {request.Route}. There are {string.Join(", ", All.Select(r => $"{r.Method} {r.Route}"))}."), request.TraceId),
        };
    }

    private static async Task<ApiAnswer> CommandAsync(
        ApiRequest request, Actor actor, Func<Actor, CommandRequest, CancellationToken, Task<Outcome<CommandReceipt>>> act, CancellationToken cancellationToken)
    {
        var body = Body(request, "scope", "reason");
        if (body.IsRefused)
            return ApiAnswer.Of(body.Refusal, request.TraceId);
        if (KeyOf(request, out var key) is { } refusal)
            return ApiAnswer.Of(refusal, request.TraceId);
        var outcome = await act(actor, new CommandRequest(body.Value.GetValueOrDefault("scope"), body.Value.GetValueOrDefault("reason"), key), cancellationToken);
        var answer = ApiAnswer.Of(outcome, OperatorsJson.Default.CommandReceipt, request.TraceId, status: 202);
        return outcome.Value?.IncidentId is { } incident ? answer with { Headers = new Dictionary<string, string> { ["Location"] = $"/incidents/{incident}" } } : answer;
    }

    private async Task<ApiAnswer> DecideAsync(ApiRequest request, Actor actor, CancellationToken cancellationToken)
    {
        var body = Body(request, "decision", "reason");
        if (body.IsRefused)
            return ApiAnswer.Of(body.Refusal, request.TraceId);
        if (KeyOf(request, out var key) is { } refusal)
            return ApiAnswer.Of(refusal, request.TraceId);
        var outcome = await actions.DecideAsync(
            actor, request.Id ?? "", body.Value.GetValueOrDefault("decision"), body.Value.GetValueOrDefault("reason"), key, cancellationToken);
        return ApiAnswer.Of(outcome, OperatorsJson.Default.DecisionReceipt, request.TraceId);
    }

    private async Task<ApiAnswer> IncidentAsync(ApiRequest request, Actor actor, CancellationToken cancellationToken)
    {
        var id = request.Id ?? "";
        // A store's keys have a length; what is longer than any id is not even looked for.
        var outcome = id.Length is 0 or > Command.MaxIdLength
            ? new Refusal(RefusalCode.IncidentNotFound, $"No incident has an id of {id.Length} characters. GET /incidents lists the open and the latest ones.")
            : await actions.GetIncidentAsync(actor, id, cancellationToken);
        return ApiAnswer.Of(outcome, OperatorsJson.Default.IncidentView, request.TraceId);
    }

    private static Outcome<Dictionary<string, string>> Body(ApiRequest request, params string[] fields)
    {
        if (request.Body.Length > MaxBodyBytes)
            return new Refusal(RefusalCode.BodyTooLarge, $"The body is larger than {MaxBodyBytes} bytes. Send less; a reason may have 1,000 characters.");
        if (!(request.Headers.GetValueOrDefault("Content-Type") ?? "").StartsWith("application/json", StringComparison.OrdinalIgnoreCase))
            return new Refusal(RefusalCode.MediaTypeNotSupported, "The body's Content-Type is not application/json. Send JSON, and say so.");
        return FlatBody.Parse(request.Body.Span, fields);
    }

    /// <summary>That a key has its effect once is the domain's promise.</summary>
    private static Refusal? KeyOf(ApiRequest request, out string? key)
    {
        key = request.Headers.GetValueOrDefault(KeyHeader);
        return key is null || (key.Length is > 0 and <= Command.MaxIdLength && key.All(c => c is > ' ' and <= '~'))
            ? null
            : new Refusal(RefusalCode.FieldInvalid, $"{KeyHeader} must be 1 to {Command.MaxIdLength} printable characters without spaces. A UUID does.");
    }
}
