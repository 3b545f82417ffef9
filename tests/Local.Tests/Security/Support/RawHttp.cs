using System.Net.Sockets;
using System.Text;

namespace KillSwitch.Local.Tests.Security.Support;

/// <summary>A client that sends whatever bytes it likes, in its own time.</summary>
internal sealed class RawHttp : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly TcpClient _client = new();

    public static async Task<RawHttp> ConnectAsync(Uri endpoint)
    {
        var raw = new RawHttp();
        await raw._client.ConnectAsync(endpoint.Host, endpoint.Port);
        return raw;
    }

    /// <summary>Sends text and reads until the server hangs up.</summary>
    public static async Task<string> AnswerAsync(Uri endpoint, string request)
    {
        using var raw = await ConnectAsync(endpoint);
        await raw.SendAsync(request);
        return await raw.ToEndAsync();
    }

    public Task SendAsync(string text) => SendAsync(Encoding.Latin1.GetBytes(text));

    public Task SendAsync(byte[] bytes) => _client.GetStream().WriteAsync(bytes).AsTask();

    /// <summary>Whether the server still takes bytes; one that has hung up is noticed after some.</summary>
    public async Task<bool> TrySendAsync(byte[] bytes)
    {
        try
        {
            await SendAsync(bytes);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>All the server says until it hangs up; fails if it never does.</summary>
    public async Task<string> ToEndAsync()
    {
        var said = new MemoryStream();
        using var deadline = new CancellationTokenSource(s_patience);
        var buffer = new byte[8192];
        try
        {
            while (await _client.GetStream().ReadAsync(buffer, deadline.Token) is > 0 and var read)
                said.Write(buffer, 0, read);
        }
        catch (IOException)
        {
            // A reset is a way of hanging up.
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException(
                $"The server did not hang up within {s_patience.TotalSeconds:0} s. It said:\n{Encoding.UTF8.GetString(said.ToArray())}"
            );
        }
        return Encoding.UTF8.GetString(said.ToArray());
    }

    public void Dispose() => _client.Dispose();
}
