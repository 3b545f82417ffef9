using System.Net;
using System.Net.Sockets;

namespace KillSwitch.Chaos.Processes;

/// <summary>A mail server that takes everything and keeps nothing, or takes connections and never answers. Thread-safe.</summary>
internal sealed class MailSink : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;
    private volatile bool _hangs;

    public MailSink()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public bool Hangs
    {
        get => _hangs;
        set => _hangs = value;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
                _ = TalkAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }

    /// <summary>As much of RFC 5321 as a client that sends asks for.</summary>
    private async Task TalkAsync(TcpClient client)
    {
        try
        {
            using (client)
            using (var reader = new StreamReader(client.GetStream()))
            await using (var writer = new StreamWriter(client.GetStream()) { NewLine = "\r\n", AutoFlush = true })
            {
                await SayAsync(writer, "220 sink");
                var isText = false;
                while (await reader.ReadLineAsync(_stop.Token) is { } line)
                {
                    if (isText && line != ".")
                        continue;
                    isText = line == "DATA";
                    await SayAsync(writer, isText ? "354 go on" : line == "QUIT" ? "221 bye" : "250 ok");
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException)
        {
            // The client gave up, or the run is over.
        }
    }

    private Task SayAsync(StreamWriter writer, string line) => _hangs ? Task.CompletedTask : writer.WriteLineAsync(line);
}
