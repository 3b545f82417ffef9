using System.Globalization;
using KillSwitch.Chaos.Evidence;
using KillSwitch.Chaos.Load;
using KillSwitch.Chaos.Plan;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Chaos.Faults;

/// <summary>
/// Routers stand still while an account is killed, sends orders, is restored, and sends some more: when they go on, what was sent under the
/// kill lies before them together with what was sent after it.
/// </summary>
/// <param name="fault">Names the account.</param>
/// <param name="routers">Each router, frozen.</param>
/// <param name="desk">The people.</param>
/// <param name="orders">The account's.</param>
/// <param name="clock">For the pauses.</param>
internal sealed class RoutersBehind(
    PlannedFault fault,
    IReadOnlyList<IFault> routers,
    Desk desk,
    OrderLoad orders,
    RunClock clock
) : IFault
{
    /// <summary>With both bursts far from any limit of the detector.</summary>
    private const int Bursts = 3;
    private const int Orders = 10;

    /// <summary>Enough for a witness to have read the kill before the second burst.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Whatever else is broken meanwhile: the routers go on after that.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Scope _scope = Scope.Account(string.Create(CultureInfo.InvariantCulture, $"7{fault.Dice % 100_000:d5}"));

    public async Task InjectAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        foreach (var router in routers)
            await router.InjectAsync(cancellationToken);
        try
        {
            await desk.UntilKilledAsync("alice", _scope, "the routers are far behind", patience.Token);
            await SendAsync(patience.Token);
            await desk.RestoreAsync("alice", "bob", _scope, "the cause is removed", Patience, patience.Token);
            await SendAsync(patience.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Something else is broken that the people need. The kill stays, which is no fault of the routers.
        }
    }

    public Task LiftAsync() => Task.WhenAll(routers.Select(r => r.LiftAsync()));

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        for (var burst = 0; burst < Bursts; burst++)
        {
            orders.Burst(_scope.Value, Orders);
            await Task.Delay(Pause, clock.Time, cancellationToken);
        }
    }
}
