using Microsoft.Extensions.Hosting;

namespace KillSwitch.Hosting;

/// <summary>
/// Leaves Ctrl-C to the program: the parts of the stack stop in an order, which they could not if each web server
/// stopped itself at the first signal.
/// </summary>
internal sealed class ProcessOwnsSignals : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
