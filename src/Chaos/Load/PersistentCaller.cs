using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using KillSwitch.Chaos.Evidence;
using KillSwitch.Local.Acts;

namespace KillSwitch.Chaos.Load;

/// <summary>
/// Somebody at the operator API who does not give up: what gets no answer is sent again under the same idempotency key.
/// Thread-safe.
/// </summary>
internal sealed class PersistentCaller : IDisposable
{
    private const string IdempotencyKey = "Idempotency-Key";
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(500);

    private readonly HttpClient _http = new(
        new SocketsHttpHandler { UseProxy = false, PooledConnectionLifetime = TimeSpan.FromSeconds(10) }
    )
    {
        Timeout = AnswerWithin,
    };
    private readonly Func<string?> _api;
    private readonly RunClock _clock;

    /// <param name="name">Who it is.</param>
    /// <param name="token">Proves it.</param>
    /// <param name="api">Where the API is; null while nobody knows.</param>
    /// <param name="clock">For the pauses.</param>
    public PersistentCaller(string name, string token, Func<string?> api, RunClock clock)
    {
        Name = name;
        _api = api;
        _clock = clock;
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        _http.DefaultRequestHeaders.Accept.ParseAdd("application/json");
    }

    public string Name { get; }

    /// <summary>Returns the first answer that is one: a yes, or a no of the caller's own making.</summary>
    public Task<OperatorReply> PostAsync(string path, JsonObject body, CancellationToken cancellationToken)
    {
        var key = Guid.NewGuid().ToString("N");
        var text = body.ToJsonString();
        return UntilAnsweredAsync(
            () => new HttpRequestMessage(HttpMethod.Post, $"{_api()}{path}")
            {
                Headers = { { IdempotencyKey, key } },
                Content = new StringContent(text, Encoding.UTF8, "application/json"),
            },
            cancellationToken);
    }

    /// <summary>As <see cref="PostAsync"/>.</summary>
    public Task<OperatorReply> GetAsync(string path, CancellationToken cancellationToken) =>
        UntilAnsweredAsync(() => new HttpRequestMessage(HttpMethod.Get, $"{_api()}{path}"), cancellationToken);

    public void Dispose() => _http.Dispose();

    private async Task<OperatorReply> UntilAnsweredAsync(Func<HttpRequestMessage> request, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                if (_api() is not null && await SendAsync(request(), cancellationToken) is { } reply)
                    return reply;
            }
            catch (Exception e)
                when (e is HttpRequestException or IOException
                    || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested)
                )
            {
                // Nobody there, or nobody who answers.
            }
            await Task.Delay(RetryPause, _clock.Time, cancellationToken);
        }
    }

    /// <returns>Null where it was no answer, and the same may be asked again.</returns>
    private async Task<OperatorReply?> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using (request)
        using (var response = await _http.SendAsync(request, cancellationToken))
        {
            var status = (int)response.StatusCode;
            if (status >= 500 || status == 429)
                return null;
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            return new OperatorReply(status, text.StartsWith('{') || text.StartsWith('[') ? JsonNode.Parse(text) : null);
        }
    }
}
