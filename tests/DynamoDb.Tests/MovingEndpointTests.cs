using System.Net;
using System.Net.Sockets;
using System.Text;
using KillSwitch.Workflows.Ports;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.DynamoDb.Tests;

public sealed class MovingEndpointTests
{
    /// <summary>Each request used to open a connection of its own, and to leave it open, until the store took no more.</summary>
    [Fact]
    public async Task CreateClient_OfAnEndpointThatMayMove_KeepsItsConnection()
    {
        await using var server = new EmptyTable();
        using var client = Settings(() => server.Address).CreateClient();
        IScopeStore scopes = new DynamoDbScopeStore(client, new DynamoDbSettings());

        for (var i = 0; i < 20; i++)
            await scopes.LoadAsync(Scope.Global, default);

        Assert.Equal((1, 20), (server.Connections, server.Requests));
    }

    [Fact]
    public async Task CreateClient_AfterItHasMoved_AsksWhereItIs()
    {
        await using var before = new EmptyTable();
        await using var after = new EmptyTable();
        var address = before.Address;
        using var client = Settings(() => address).CreateClient();
        IScopeStore scopes = new DynamoDbScopeStore(client, new DynamoDbSettings());
        await scopes.LoadAsync(Scope.Global, default);

        address = after.Address;
        await scopes.LoadAsync(Scope.Global, default);

        Assert.Equal((1, 1), (before.Requests, after.Requests));
    }

    private static DynamoDbSettings Settings(Func<Uri> address) => new() { Endpoint = address().ToString(), CurrentEndpoint = address };

    /// <summary>Answers every request that there is no such item, and counts.</summary>
    private sealed class EmptyTable : IAsyncDisposable
    {
        private const string Answer = "HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.0\r\nContent-Length: 2\r\n\r\n{}";

        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly CancellationTokenSource _stop = new();
        private readonly Task _serving;
        private int _connections;
        private int _requests;

        public EmptyTable()
        {
            _listener.Start();
            _serving = ServeAsync();
        }

        public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

        public int Connections => Volatile.Read(ref _connections);

        public int Requests => Volatile.Read(ref _requests);

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            _listener.Stop();
            await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _stop.Dispose();
        }

        private async Task ServeAsync()
        {
            while (true)
                _ = AnswerAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
        }

        private async Task AnswerAsync(TcpClient client)
        {
            Interlocked.Increment(ref _connections);
            using var held = client;
            using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
            while (await LengthOfNextAsync(reader) is { } length)
            {
                await reader.ReadBlockAsync(new char[length], _stop.Token);
                Interlocked.Increment(ref _requests);
                await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(Answer), _stop.Token);
            }
        }

        /// <summary>Reads a request's head; null at the end of the connection.</summary>
        private async Task<int?> LengthOfNextAsync(StreamReader reader)
        {
            var length = 0;
            string? line;
            while ((line = await reader.ReadLineAsync(_stop.Token)) is { Length: > 0 })
            {
                if (line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
                    length = int.Parse(line["Content-Length:".Length..], System.Globalization.CultureInfo.InvariantCulture);
            }
            return line is null ? null : length;
        }
    }
}
