using System.Globalization;
using KillSwitch.Chaos.Evidence;
using KillSwitch.Chaos.Load;
using KillSwitch.Chaos.Plan;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Chaos.Faults;

/// <summary>Commands arrive as they should not: several times, late, in the wrong order.</summary>
internal sealed class CommandsOddly(PlannedFault fault, CommandSender sender, RunClock clock) : IFault
{
    private static readonly TimeSpan Late = TimeSpan.FromHours(1);

    public async Task InjectAsync(CancellationToken cancellationToken)
    {
        foreach (var command in Commands())
            await sender.SendAsync(command, cancellationToken);
    }

    public Task LiftAsync() => Task.CompletedTask;

    private IEnumerable<Command> Commands()
    {
        var now = clock.Time.GetUtcNow();
        var number = fault.Dice.ToString("x8", CultureInfo.InvariantCulture);
        var (one, other) = (Scope.Account($"8{fault.Dice % 100_000:d5}"), Scope.Strategy($"ODD_{number}"));
        var (first, second) = (Kill(one, "1", now), Kill(other, "2", now));
        if (fault.Kind == FaultKinds.CommandsRepeated)
            return [first, first, second, first, second];
        if (fault.Kind == FaultKinds.CommandsLate)
            return [Kill(one, "1", now - Late), second, Kill(other, "3", now - (2 * Late)), second];
        if (fault.Kind != FaultKinds.CommandsDisordered)
            throw new InvalidOperationException($"Nothing is done for '{fault.Kind.Name}'. Say here what is.");
        return
        [
            CommandSender.Unkill(one, $"odd-{number}-0", now, "asked for before it was killed"),
            Kill(one, "1", now),
            Kill(one, "3", now - Late),
            Kill(one, "1", now),
            second,
        ];

        Command Kill(Scope scope, string which, DateTimeOffset ts) =>
            CommandSender.Kill(scope, $"odd-{number}-{which}", ts, $"drill {number}, kill {which}");
    }
}
