using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

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

    /// <summary>With one it offers STARTTLS.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>It talks from the first byte with its certificate.</summary>
    public bool Encrypts { get; init; }

    /// <summary>With one it offers a sign-in: user, NUL, password.</summary>
    public string? Login { get; init; }

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
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await using var stream = Encrypts ? await SecureAsync(client.GetStream()) : client.GetStream();
                await TalkAsync(stream, "220 test");
            }
            catch (Exception e) when (e is OperationCanceledException or IOException or SocketException or AuthenticationException)
            {
                // Stopped, or the client hung up in the middle.
            }
        }
    }

    /// <param name="stream">The client.</param>
    /// <param name="greeting">What the server says first; null after STARTTLS.</param>
    private async Task TalkAsync(Stream stream, string? greeting)
    {
        using var reader = new StreamReader(stream);
        await using var writer = new StreamWriter(stream) { NewLine = "\r\n", AutoFlush = true };
        if (greeting is not null)
            await writer.WriteLineAsync(greeting);
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
            foreach (var answer in Answer(line, stream is SslStream))
                await writer.WriteLineAsync(answer);
            if (line == "QUIT")
                return;
            if (line == "STARTTLS")
            {
                await using var secure = await SecureAsync(stream);
                await TalkAsync(secure, null);
                return;
            }
        }
    }

    private IEnumerable<string> Answer(string line, bool isSecure)
    {
        var word = line.Split(' ')[0];
        if (word == "EHLO" && Certificate is not null && !isSecure)
            yield return "250-STARTTLS";
        if (word == "EHLO" && Login is not null)
            yield return "250-AUTH PLAIN";
        yield return word switch
        {
            "QUIT" => "221 bye",
            "STARTTLS" => "220 go on",
            "AUTH" => line == $"AUTH PLAIN {Convert.ToBase64String([0, .. System.Text.Encoding.UTF8.GetBytes(Login!)])}"
                ? "235 welcome"
                : $"535 not with {line}",
            _ => "250 ok",
        };
    }

    private async Task<Stream> SecureAsync(Stream stream)
    {
        var secure = new SslStream(stream);
        await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = Certificate }, _stop.Token);
        return secure;
    }

    private async Task<string> ReadMessageAsync(StreamReader reader)
    {
        var lines = new List<string>();
        while (await reader.ReadLineAsync(_stop.Token) is { } line && line != ".")
            lines.Add(line.StartsWith("..", StringComparison.Ordinal) ? line[1..] : line);
        return string.Join("\n", lines);
    }
}
