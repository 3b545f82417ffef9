using System.Globalization;
using KillSwitch.Chaos.Evidence;
using KillSwitch.Workflows.LimitChanges;
using KillSwitch.Workflows.Operators;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Chaos.Load;

/// <summary>
/// People who change the limits of a few accounts while orders flow: one tightens, which is at once; somebody asks for it to be looser
/// again, tries to approve that himself, and another approves or rejects it.
/// </summary>
internal sealed class LimitLoad(Desk desk, RunClock clock, int seed)
{
    private const int Accounts = 10;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(500);

    /// <summary>Goes on until cancelled, which is no error.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var random = new Random(unchecked((seed * 397) + 1_000));
        try
        {
            while (true)
            {
                await ChangeAsync(random, cancellationToken);
                await Task.Delay(TimeSpan.FromMilliseconds(random.Next(1_000, 5_000)), clock.Time, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The day is over.
        }
    }

    private async Task ChangeAsync(Random random, CancellationToken cancellationToken)
    {
        var owner = Scope.Account(OrderStream.Account(random.Next(Accounts))).ToString();
        // Of what an ordinary order asks for, which is ten at most, something is refused.
        var tight = random.Next(3, 10);
        if (await desk.AskLimitAsync("alice", owner, tight, "a nervous market", cancellationToken) is { Tighter: true } tighter)
            await UntilAsync(tighter.ChangeId, change => change.Phase != LimitChangePhase.Requested, cancellationToken);
        var said = $"it is calm again, after {tight.ToString(CultureInfo.InvariantCulture)}";
        if (await desk.AskLimitAsync("bob", owner, null, said, cancellationToken) is not { Tighter: false } looser)
            return;
        var asked = await UntilAsync(looser.ChangeId, change => change.Request?.LinkId is not null, cancellationToken);
        if (asked?.Request?.LinkId is not { } link)
            return;
        if (random.Next(3) == 0)
            await desk.DecideLimitAsync("bob", link, "APPROVE", "I am sure", cancellationToken);
        await desk.DecideLimitAsync("carol", link, random.Next(5) == 0 ? "REJECT" : "APPROVE", "spoke to the desk", cancellationToken);
        await UntilAsync(looser.ChangeId, change => change.Phase != LimitChangePhase.Requested, cancellationToken);
    }

    /// <returns>Null where it did not come to that within a while.</returns>
    private async Task<LimitChangeView?> UntilAsync(
        string changeId,
        Func<LimitChangeView, bool> isSo,
        CancellationToken cancellationToken
    )
    {
        for (var until = clock.Now + s_patience; clock.Now < until;)
        {
            if (await desk.LimitChangeAsync("carol", changeId, cancellationToken) is { } change && isSo(change))
                return change;
            await Task.Delay(s_poll, clock.Time, cancellationToken);
        }
        return null;
    }
}
