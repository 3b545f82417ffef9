using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace KillSwitch.Local.Tests.Mail;

/// <summary>A mail server as small as one can be: takes what RFC 5321 lets a client send, and keeps it.</summary>
internal sealed class SmtpListener : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;
    private readonly Func<string, string?> _refusal;

    /// <param name="refusal">The answer to a command line where it is not the usual one; an empty answer is silence.</param>
    public SmtpListener(Func<string, string?>? refusal = null)
    {
        _refusal = refusal ?? (_ => null);
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public ConcurrentQueue<string> Commands { get; } = new();

    public ConcurrentQueue<string> Messages { get; } = new();

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
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await TalkAsync(client);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException)
        {
            // Stopped, or the client hung up in the middle: both end the test's server.
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var reader = new StreamReader(client.GetStream());
        await using var writer = new StreamWriter(client.GetStream()) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 test");
        while (await reader.ReadLineAsync(_stop.Token) is { } line)
        {
            Commands.Enqueue(line);
            if (_refusal(line) is { } refusal)
            {
                if (refusal.Length > 0)
                    await writer.WriteLineAsync(refusal);
                continue;
            }
            if (line == "DATA")
            {
                await writer.WriteLineAsync("354 go on");
                Messages.Enqueue(await ReadMessageAsync(reader));
            }
            await writer.WriteLineAsync(line == "QUIT" ? "221 bye" : "250 ok");
            if (line == "QUIT")
                return;
        }
    }

    private async Task<string> ReadMessageAsync(StreamReader reader)
    {
        var lines = new List<string>();
        while (await reader.ReadLineAsync(_stop.Token) is { } line && line != ".")
            lines.Add(line.StartsWith("..", StringComparison.Ordinal) ? line[1..] : line);
        return string.Join("\n", lines);
    }
}
