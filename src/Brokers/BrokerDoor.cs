using System.Net;
using System.Net.Sockets;
using KillSwitch.Hosting;

namespace KillSwitch.Brokers;

/// <summary>
/// A port that stays the same, before a broker whose port does not: whoever connects here is passed on to the broker, which names its own
/// address in the first answer, so that clients go on there by themselves.
/// </summary>
public sealed class BrokerDoor : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly IPEndPoint _broker;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;

    private BrokerDoor(TcpListener listener, IPEndPoint broker)
    {
        (_listener, _broker) = (listener, broker);
        _accepting = AcceptAsync();
    }

    /// <summary><c>127.0.0.1:PORT</c>.</summary>
    public string Address => _listener.LocalEndpoint.ToString()!;

    /// <param name="port">Where it opens, on 127.0.0.1; 0 takes a free one.</param>
    /// <param name="broker">Where it leads: <c>127.0.0.1:PORT</c>.</param>
    /// <param name="setting">What a person gives another port by.</param>
    /// <exception cref="PortInUseException">Somebody else listens there.</exception>
    public static BrokerDoor Open(int port, string broker, string setting)
    {
        var listen = new IPEndPoint(IPAddress.Loopback, port);
        var listener = new TcpListener(listen);
        try
        {
            listener.Start();
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            listener.Dispose();
            throw new PortInUseException(listen, setting, e);
        }
        return new BrokerDoor(listener, IPEndPoint.Parse(broker));
    }

    /// <summary>Closes it, and whatever still goes through it.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        _listener.Dispose();
        await _accepting.ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var passing = new List<Task>();
        while (true)
        {
            try
            {
                passing.Add(PassAsync(await _listener.AcceptTcpClientAsync(_stop.Token).ConfigureAwait(false)));
                passing.RemoveAll(p => p.IsCompleted);
            }
            catch (SocketException) when (!_stop.IsCancellationRequested)
            {
                // Whoever came has gone again.
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                break;
            }
        }
        await Task.WhenAll(passing).ConfigureAwait(false);
    }

    private async Task PassAsync(TcpClient client)
    {
        using var from = client;
        using var to = new TcpClient { NoDelay = true };
        from.NoDelay = true;
        try
        {
            await to.ConnectAsync(_broker, _stop.Token).ConfigureAwait(false);
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
            var (near, far) = (from.GetStream(), to.GetStream());
            await Task.WhenAny(near.CopyToAsync(far, ended.Token), far.CopyToAsync(near, ended.Token)).ConfigureAwait(false);
            await ended.CancelAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or IOException)
        {
            // The broker is away, or the door closes: the client sees its connection end, and asks again.
        }
    }
}
