using Amazon.Runtime;

namespace KillSwitch.DynamoDb;

/// <summary>
/// Sends every request to where DynamoDB is served at that moment: on one machine it may come back on another port. The SDK asks for a
/// client with each request: it is given the same one, or else each request would open a connection of its own, and leave it open.
/// </summary>
internal sealed class MovingEndpoint(Func<Uri> address) : HttpClientFactory
{
    private readonly Lock _lock = new();
    private HttpClient? _client;

    public override HttpClient CreateHttpClient(IClientConfig clientConfig)
    {
        lock (_lock)
            return _client ??= new(new Redirected(address)) { Timeout = clientConfig.Timeout ?? Timeout.InfiniteTimeSpan };
    }

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;

    private sealed class Redirected(Func<Uri> address) : DelegatingHandler(new SocketsHttpHandler { UseProxy = false })
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri = new Uri(address(), request.RequestUri!.PathAndQuery);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
