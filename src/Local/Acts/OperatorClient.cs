using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace KillSwitch.Local.Acts;

/// <summary>
/// One person at the operator API, with his own token: what people do from here, in the story too, they do over HTTP like anybody.
/// </summary>
public sealed class OperatorClient : IDisposable
{
    private readonly HttpClient _http;

    /// <param name="name">Who it is.</param>
    /// <param name="api">The operator API.</param>
    /// <param name="token">Whose it proves to be; null for whoever has none.</param>
    public OperatorClient(string name, string api, string? token)
    {
        Name = name;
        _http = new HttpClient { BaseAddress = new Uri(api), Timeout = TimeSpan.FromSeconds(20) };
        if (token is not null)
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        _http.DefaultRequestHeaders.Accept.ParseAdd("application/json");
    }

    public string Name { get; }

    public Task<OperatorReply> KillAsync(string scope, string reason, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, "/kill", new JsonObject { ["scope"] = scope, ["reason"] = reason }, cancellationToken);

    public Task<OperatorReply> UnkillAsync(string scope, string reason, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, "/unkill", new JsonObject { ["scope"] = scope, ["reason"] = reason }, cancellationToken);

    /// <param name="owner">Whose limit.</param>
    /// <param name="rule">Which.</param>
    /// <param name="value">A number, or none.</param>
    /// <param name="reason">Why.</param>
    /// <param name="until">When it is to end; null where it is to stay.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<OperatorReply> LimitAsync(
        string owner, string rule, string value, string reason, string? until, CancellationToken cancellationToken) =>
        SendAsync(
            HttpMethod.Post,
            "/limits",
            new JsonObject { ["owner"] = owner, ["rule"] = rule, ["value"] = value, ["reason"] = reason, ["until"] = until },
            cancellationToken
        );

    public Task<OperatorReply> DecideAsync(string linkId, string verdict, string reason, CancellationToken cancellationToken) =>
        SendAsync(
            HttpMethod.Post,
            $"/approvals/{linkId}",
            new JsonObject { ["decision"] = verdict, ["reason"] = reason },
            cancellationToken
        );

    public Task<OperatorReply> GetAsync(string path, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, path, null, cancellationToken);

    public void Dispose() => _http.Dispose();

    private async Task<OperatorReply> SendAsync(HttpMethod method, string path, JsonObject? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await _http.SendAsync(request, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        return new OperatorReply((int)response.StatusCode, text.StartsWith('{') || text.StartsWith('[') ? JsonNode.Parse(text) : null);
    }
}

/// <summary>What the API answered.</summary>
public sealed record OperatorReply(int Status, JsonNode? Body)
{
    public bool Ok => Status is >= 200 and < 300;

    /// <summary>The sentence for people: the receipt's message, or the problem's detail.</summary>
    public string Message => (Ok ? Body?["message"] : Body?["detail"])?.GetValue<string>() ?? $"HTTP {Status}";

    /// <summary>What a path that was read answers.</summary>
    public T As<T>(JsonTypeInfo<T> type)
        where T : class => Body.Deserialize(type) ?? throw new JsonException($"The API answered {Status} without a body.");

    /// <summary>The refusal's name, where it was refused.</summary>
    public string? Refusal => Body is JsonObject problem ? problem["refusal"]?.GetValue<string>() : null;

    /// <summary>The refusal in brackets; with what finds it in the log, where something went wrong at the other end.</summary>
    public string Code =>
        Refusal is not { } refusal ? ""
        : Status >= 500 && Body?["trace_id"]?.GetValue<string>() is { } trace ? $" ({refusal}, trace id {trace})"
        : $" ({refusal})";
}
