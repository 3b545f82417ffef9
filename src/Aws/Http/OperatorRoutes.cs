using KillSwitch.Api.Requests;
using KillSwitch.Aws.Identity;
using KillSwitch.Workflows.Operators;
using KillSwitch.Workflows.People;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Aws.Http;

/// <summary>The operators' HTTP API (docs/api.md) behind a gateway that has verified who asks. Safe for concurrent use.</summary>
/// <param name="actions">What people do.</param>
public sealed class OperatorRoutes(OperatorActions actions)
{
    /// <summary>Bytes a body may have.</summary>
    public const int MaxBodyBytes = FlatBody.MaxBytes;

    /// <summary>What is said to somebody whom the authorizer did not let through, by the gateway and here.</summary>
    public static Refusal NotAuthenticated { get; } = new(
        RefusalCode.NotAuthenticated, "This needs the id token of a user of this system. Sign in, and send it as Authorization: Bearer TOKEN.");

    /// <summary>What is said of a body that is too large, by the gateway and here.</summary>
    public static Refusal BodyTooLarge => FlatBody.TooLarge;

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
            return ApiAnswer.Of(NotAuthenticated, request.TraceId);
        if (request.Query)
            return ApiAnswer.Of(new Refusal(RefusalCode.FieldInvalid, $"{request.Route} takes no query parameters. Leave them out."), request.TraceId);
        return (request.Method, request.Route) switch
        {
            ("POST", "/kill") => await CommandAsync(request, actor, actions.KillAsync, cancellationToken),
            ("POST", "/unkill") => await CommandAsync(request, actor, actions.UnkillAsync, cancellationToken),
            ("POST", "/approvals/{id}") => await DecideAsync(request, actor, cancellationToken),
            ("GET", "/state") => ApiAnswer.Of(await actions.ListStateAsync(actor, cancellationToken), OperatorsJson.Default.IReadOnlyListScopeStateView, request.TraceId),
            ("GET", "/incidents") => ApiAnswer.Of(await actions.ListIncidentsAsync(actor, cancellationToken), OperatorsJson.Default.IReadOnlyListIncidentSummary, request.TraceId),
            ("GET", "/incidents/{id}") => ApiAnswer.Of(await actions.GetIncidentAsync(actor, request.Id ?? "", cancellationToken), OperatorsJson.Default.IncidentView, request.TraceId),
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

    private static Outcome<Dictionary<string, string>> Body(ApiRequest request, params string[] fields)
    {
        if (request.Body.Length > FlatBody.MaxBytes)
            return BodyTooLarge;
        if (FlatBody.CheckType(request.Headers.GetValueOrDefault("Content-Type")) is { } refusal)
            return refusal;
        return FlatBody.Parse(request.Body.Span, fields);
    }

    private static Refusal? KeyOf(ApiRequest request, out string? key)
    {
        key = request.Headers.GetValueOrDefault(IdempotencyKey.Header);
        return key is null ? null : IdempotencyKey.Check(key);
    }
}
