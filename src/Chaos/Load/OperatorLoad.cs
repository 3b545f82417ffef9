using KillSwitch.Chaos.Evidence;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Chaos.Load;

/// <summary>
/// Several people who kill and restore the same scopes at once: one kills, another asks, a third decides; somebody tries to approve his own
/// request, two decide at the same moment, a kill arrives while an approval is pending.
/// </summary>
internal sealed class OperatorLoad(Desk desk, RunClock clock, int seed)
{
    private const int Desks = 4;
    private const int Accounts = 40;

    /// <summary>What stops many accounts' orders is restored, or else nothing would be left to let through.</summary>
    private const int Approved = 9;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);
    private static readonly string[] s_askers = ["alice", "bob", "carol"];
    private static readonly string[] s_approvers = ["bob", "carol"];

    /// <summary>Goes on until cancelled, which is no error.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(
                Enumerable
                    .Range(0, Desks)
                    .Select(number => WorkAsync(number, new Random(unchecked((seed * 397) + number)), cancellationToken))
            );
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The day is over.
        }
    }

    private async Task WorkAsync(int number, Random random, CancellationToken cancellationToken)
    {
        for (var round = 0; ; round++)
        {
            // One desk alone stops more than an account, and lets it go on as soon as it can: else hardly an order would pass.
            var scope = number > 0 ? Account(random) : round % 6 == 5 ? Scope.Global : Draw(random);
            await IncidentAsync(scope, random, cancellationToken);
            await PauseAsync(random, 1500, cancellationToken);
        }
    }

    private async Task IncidentAsync(Scope scope, Random random, CancellationToken cancellationToken)
    {
        await desk.KillAsync(Any(random, s_askers), scope, "runaway algorithm", cancellationToken);
        if (random.Next(4) == 0)
            await desk.KillAsync(Any(random, s_askers), scope, "seen by another desk too", cancellationToken);
        await PauseAsync(random, scope == Scope.Global ? 300 : 3000, cancellationToken);
        if (scope.Kind == ScopeKind.Account && random.Next(5) == 0)
            return;
        var asker = scope == Scope.Global ? "alice" : Any(random, s_askers);
        if (await desk.AskAsync(asker, scope, "the cause is removed", cancellationToken) is not { IncidentId: { } incident })
            return;
        if (await desk.LinkAsync(asker, incident, Patience, cancellationToken) is not { } link)
            return;
        await DecideAsync(scope, asker, link, random, cancellationToken);
    }

    private async Task DecideAsync(Scope scope, string asker, string link, Random random, CancellationToken cancellationToken)
    {
        if (random.Next(3) == 0)
            await desk.DecideAsync(asker, link, "APPROVE", "I am sure", cancellationToken);
        var others = s_approvers.Where(a => a != asker).ToArray();
        switch (scope.Kind == ScopeKind.Account ? random.Next(10) : Approved)
        {
            case 0:
                await desk.DecideAsync(Any(random, others), link, "REJECT", "not convinced", cancellationToken);
                break;
            case 1:
                await desk.DecideAsync(asker, link, "WITHDRAW", "I was wrong", cancellationToken);
                break;
            case 2:
                await desk.KillAsync(Any(random, s_askers), scope, "it goes on", cancellationToken);
                await desk.DecideAsync(Any(random, others), link, "APPROVE", "spoke to the desk", cancellationToken);
                break;
            case 3:
                break;
            default:
                // Both, and one of them twice: an approval takes one click, whoever else clicks.
                await Task.WhenAll(
                    others.Append(others[0]).Select(who => desk.DecideAsync(who, link, "APPROVE", "spoke to the desk", cancellationToken))
                );
                break;
        }
    }

    /// <summary>Few, so that desks meet.</summary>
    private static Scope Draw(Random random) => random.Next(10) switch
    {
        < 4 => Account(random),
        < 7 => Scope.Symbol(OrderStream.Symbols[random.Next(OrderStream.Symbols.Count)]),
        _ => Scope.Strategy(OrderStream.Strategies[random.Next(OrderStream.Strategies.Count)]),
    };

    private static Scope Account(Random random) => Scope.Account(OrderStream.Account(random.Next(Accounts)));

    private static string Any(Random random, string[] from) => from[random.Next(from.Length)];

    private Task PauseAsync(Random random, int atMostInMs, CancellationToken cancellationToken) =>
        Task.Delay(TimeSpan.FromMilliseconds(random.Next(atMostInMs / 4, atMostInMs)), clock.Time, cancellationToken);
}
