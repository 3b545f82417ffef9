using System.Runtime.InteropServices;

namespace KillSwitch.Local.Cli;

/// <summary>
/// Ctrl-C and SIGTERM, from a program's first words on. The parser has a handler of its own, which takes a command that is still in its
/// first, synchronous steps for one that does not stop, and ends it with 130 under its hands: it is not used.
/// </summary>
/// <remarks>Thread-safe. A signal's handler may still be at work when this is disposed.</remarks>
public sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource<int> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly Lock _lock = new();
    private bool _disposed;

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Stopping => _stopping.Token;

    /// <summary>Listens to the process's signals.</summary>
    public static StopSignals Listen()
    {
        var signals = new StopSignals();
        foreach (var (signal, number) in new[] { (PosixSignal.SIGINT, 2), (PosixSignal.SIGTERM, 15) })
        {
            signals._registrations.Add(
                PosixSignalRegistration.Create(signal, context =>
                {
                    context.Cancel = true;
                    signals.Stop(number);
                })
            );
        }
        return signals;
    }

    /// <summary>As a signal does.</summary>
    /// <param name="signal">Its number.</param>
    public void Stop(int signal)
    {
        lock (_lock)
        {
            if (_disposed || !_first.TrySetResult(128 + signal))
                return;
            // Not here: whoever is told may take as long as he likes.
            _ = _stopping.CancelAsync();
        }
    }

    /// <summary>The exit code of a program that a signal ended, once one came and the program had its time.</summary>
    /// <param name="stopWithin">How long what is at work may take to be finished.</param>
    public async Task<int> ExpiredAsync(TimeSpan stopWithin)
    {
        var code = await _first.Task.ConfigureAwait(false);
        await Task.Delay(stopWithin, TimeProvider.System).ConfigureAwait(false);
        return code;
    }

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        lock (_lock)
        {
            _disposed = true;
            _stopping.Dispose();
        }
    }
}
