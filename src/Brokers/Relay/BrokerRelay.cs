using System.Net;
using System.Net.Sockets;
using KillSwitch.Hosting;

namespace KillSwitch.Brokers.Relay;

/// <summary>
/// Stands before the embedded broker on a port of 127.0.0.1 that can be chosen, and lets consumers wait for what comes instead of asking
/// every few milliseconds (<see cref="RelayedConnection"/>).
/// </summary>
internal sealed class BrokerRelay : IAsyncDisposable
{
    private readonly Socket _listener;
    private readonly IPEndPoint _broker;
    private readonly TimeProvider _time;
    private readonly WriteSignal _writes = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;

    private BrokerRelay(Socket listener, IPEndPoint broker, TimeProvider time)
    {
        (_listener, _broker, _time) = (listener, broker, time);
        _accepting = AcceptAsync();
    }

    public IPEndPoint Endpoint => (IPEndPoint)_listener.LocalEndPoint!;

    /// <param name="port">Where it listens; 0 takes a free one.</param>
    /// <param name="broker">Where it leads.</param>
    /// <param name="setting">What a person gives another port by.</param>
    /// <param name="time">Measures how long fetches wait.</param>
    /// <exception cref="PortInUseException">Somebody else listens there.</exception>
    public static BrokerRelay Start(int port, IPEndPoint broker, string setting, TimeProvider time)
    {
        var listen = new IPEndPoint(IPAddress.Loopback, port);
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            listener.Bind(listen);
            listener.Listen();
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            listener.Dispose();
            throw new PortInUseException(listen, setting, e);
        }
        return new BrokerRelay(listener, broker, time);
    }

    /// <summary>Ends it, and every connection through it.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        _listener.Dispose();
        await _accepting.ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var relayed = new List<Task>();
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                relayed.Add(RelayAsync(await _listener.AcceptAsync(_stop.Token).ConfigureAwait(false)));
                relayed.RemoveAll(r => r.IsCompleted);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // Whoever came has gone again, or it ends.
            }
        }
        await Task.WhenAll(relayed).ConfigureAwait(false);
    }

    private async Task RelayAsync(Socket client)
    {
        using var near = client;
        using var far = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        near.NoDelay = far.NoDelay = true;
        try
        {
            await far.ConnectAsync(_broker, _stop.Token).ConfigureAwait(false);
            await new RelayedConnection(near, far, _writes, _time).RunAsync(_stop.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or IOException)
        {
            // The broker is away, or it ends: the client sees its connection end, and comes again.
        }
    }
}
