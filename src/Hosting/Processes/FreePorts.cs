using System.Net;
using System.Net.Sockets;

namespace KillSwitch.Hosting.Processes;

/// <summary>Ports of 127.0.0.1 on which nobody listens.</summary>
public static class FreePorts
{
    /// <summary>
    /// Below those that systems give to outgoing connections (from 32768 on Linux, 49152 elsewhere): of these, any connection could take
    /// one before it is listened on, and keep it for as long as it lasts.
    /// </summary>
    private const int First = 15_000;
    private const int AfterLast = 32_000;

    /// <summary>All at once, so that they differ.</summary>
    public static int[] Take(int count)
    {
        var taken = new List<TcpListener>();
        try
        {
            while (taken.Count < count)
            {
                if (Listening(Random.Shared.Next(First, AfterLast)) is { } listener)
                    taken.Add(listener);
            }
            return [.. taken.Select(l => ((IPEndPoint)l.LocalEndpoint).Port)];
        }
        finally
        {
            taken.ForEach(l => l.Dispose());
        }
    }

    private static TcpListener? Listening(int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return listener;
        }
        catch (SocketException)
        {
            listener.Dispose();
            return null;
        }
    }

    /// <summary>Whether nobody listens there just now.</summary>
    public static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (Exception e) when (e is SocketException or ArgumentOutOfRangeException)
        {
            return false;
        }
    }
}
