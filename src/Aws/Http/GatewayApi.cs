using Confluent.Kafka;
using KillSwitch.Api.Approvals;
using KillSwitch.Api.OpenApi;
using KillSwitch.Api.Requests;
using KillSwitch.Api.Routing;
using KillSwitch.Aws.Identity;
using KillSwitch.Aws.Settings;
using KillSwitch.Workflows.Operators;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Aws.Http;

/// <summary>Serves a table of routes behind a REST API whose authorizer has verified who asks. Safe for concurrent use.</summary>
public sealed class GatewayApi
{
    private readonly RouteTable _table;
    private readonly IReadOnlyDictionary<string, string> _headers;

    internal GatewayApi(RouteTable table, Uri? signIn)
    {
        _table = table;
        _headers = SecurityHeaders.Of(signIn, encrypted: true);
    }

    /// <summary>What is said to somebody whom the authorizer did not let through, by the gateway and here.</summary>
    public static Refusal NotAuthenticated { get; } = new(
        RefusalCode.NotAuthenticated,
        "This needs the id token of a user of this system. Sign in, and send it as Authorization: Bearer TOKEN.");

    private static Lazy<byte[]> Document { get; } = new(() => OpenApiDocument.Of(GatewayRoutes.All));

    /// <summary>What signed-in people do, decisions included.</summary>
    public static GatewayApi ForOperators(OperatorActions actions, OperatorLimits limits, OperatorAudits audits) =>
        new(new RouteTable(GatewayRoutes.OfOperators, new ApiParts(actions, limits, audits, Assets.All, Document)), signIn: null);

    /// <summary>What is open to everybody: the page behind a callback link, and what belongs to it.</summary>
    public static GatewayApi ForPage(OperatorActions actions, OperatorLimits limits, OperatorAudits audits, SignInSettings signIn) =>
        new(
            new RouteTable(GatewayRoutes.OfThePage, new ApiParts(actions, limits, audits, SignInAssets.Of(signIn), Document)),
            signIn.SignIn
        );

    /// <summary>Answers, whatever goes wrong inside. The answer has all headers, and to HEAD no body.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="log">Told what went wrong.</param>
    /// <param name="cancellationToken">The function's deadline.</param>
    public async Task<ApiAnswer> AnswerAsync(GatewayRequest request, Action<Exception> log, CancellationToken cancellationToken)
    {
        try
        {
            var match = _table.Find(request.Method, request.Resource, new Dictionary<string, string>(request.PathParameters ?? []));
            return Sent(request, await _table.AnswerAsync(match, Asked(request), cancellationToken));
        }
        catch (Exception e)
        {
            log(e);
            var refusal = IsElsewhere(e) ? FaultRefusals.Unavailable(request.Method) : FaultRefusals.Inside(request.Method);
            return Sent(request, ApiAnswer.Of(refusal, request.TraceId));
        }
    }

    private static ApiRequest Asked(GatewayRequest request) => new()
    {
        Method = request.Method,
        Query = [.. (request.Query ?? []).SelectMany(q => q.Value, (q, value) => KeyValuePair.Create(q.Key, value))],
        Headers = (request.Headers ?? []).GroupBy(h => h.Key, h => h.Value, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(h => h.Key, IReadOnlyList<string> (h) => [.. h.SelectMany(values => values)], StringComparer.OrdinalIgnoreCase),
        Caller = CognitoActor.From(request.Claims) is { } actor ? actor : NotAuthenticated,
        ReadBodyAsync = _ => Task.FromResult(request.Bytes()),
        TraceId = request.TraceId,
    };

    private ApiAnswer Sent(GatewayRequest request, ApiAnswer answer)
    {
        var headers = new Dictionary<string, string>(_headers) { ["Content-Type"] = answer.ContentType };
        foreach (var (name, value) in answer.Headers)
            headers[name] = value;
        return answer with { Headers = headers, Body = request.Method == "HEAD" ? default : answer.Body };
    }

    /// <summary>What is cancelled here ran into the function's deadline.</summary>
    private static bool IsElsewhere(Exception e) => e is KafkaException or OperationCanceledException || FaultRefusals.IsElsewhere(e);
}
