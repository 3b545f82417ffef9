namespace KillSwitch.Local.Stack;

/// <summary>A loop that runs until it is disposed of, and whose own end is a fault.</summary>
internal sealed class BackgroundLoop : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _run;

    public BackgroundLoop(string name, Func<CancellationToken, Task> loop, Action<Exception> failed) =>
        _run = Task.Run(async () =>
        {
            try
            {
                await loop(_stop.Token);
                if (!_stop.IsCancellationRequested)
                    failed(new InvalidOperationException($"{name} ended by itself."));
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                // Stopped, as asked.
            }
            catch (Exception e)
            {
                failed(new InvalidOperationException($"{name} failed: {e.Message}", e));
            }
        });

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run;
        _stop.Dispose();
    }
}
