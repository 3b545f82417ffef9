using System.Globalization;
using KillSwitch.Brokers;
using KillSwitch.Chaos.Evidence;
using KillSwitch.Chaos.Load;
using KillSwitch.Chaos.Plan;
using KillSwitch.Chaos.Processes;
using KillSwitch.Local.Faults;

namespace KillSwitch.Chaos.Faults;

/// <summary>Makes what a plan names.</summary>
internal sealed class FaultFactory(
    StackProcesses stack,
    ApacheKafkaCluster? kafka,
    CommandSender commands,
    Desk desk,
    OrderLoad orders,
    RunClock clock
)
{
    private const int SlowDiskInMs = 400;
    private const int LongestJumpInMs = 20 * 60 * 1000;
    private const int ShortestJumpInMs = 2000;

    private int _twins;

    public IFault Make(PlannedFault fault) => fault.Kind switch
    {
        var k when k == FaultKinds.RouterTwin => new Doubled(stack.Twin(fault.Target, ++_twins)),
        var k when k == FaultKinds.RoutersBehind => new RoutersBehind(
            fault,
            [.. Names.Routers.Select(name => new Frozen(stack[name]))],
            desk,
            orders,
            clock
        ),
        var k when k == FaultKinds.DatabaseKill => new DatabaseKilled(stack[fault.Target]),
        var k when k == FaultKinds.DiskSlow => new Tampered(stack[fault.Target], new FaultSwitches(JournalDelayMs: SlowDiskInMs)),
        var k when k == FaultKinds.DiskFull => new Tampered(stack[fault.Target], new FaultSwitches(JournalFull: true)),
        var k when k == FaultKinds.ClockForward => new Tampered(stack[fault.Target], new FaultSwitches(ClockShiftMs: Jump(fault))),
        var k when k == FaultKinds.ClockBack => new Tampered(stack[fault.Target], new FaultSwitches(ClockShiftMs: -Jump(fault))),
        { On: FaultGroup.Commands } => new CommandsOddly(fault, commands, clock),
        var k when k == FaultKinds.BrokerKill || k == FaultKinds.BrokersKill => new BrokersKilled(Nodes(fault.Target)),
        var k when k == FaultKinds.BrokerFreeze || k == FaultKinds.BrokersFreeze => new BrokersFrozen(Nodes(fault.Target)),
        var k when k.Name.EndsWith("-kill", StringComparison.Ordinal) => new Killed(stack[fault.Target]),
        var k when k.Name.EndsWith("-freeze", StringComparison.Ordinal) => new Frozen(stack[fault.Target]),
        var k => throw new InvalidOperationException($"Nothing does '{k.Name}'."),
    };

    private static long Jump(PlannedFault fault) => ShortestJumpInMs + (fault.Dice % (LongestJumpInMs - ShortestJumpInMs));

    private IReadOnlyList<KafkaNode> Nodes(string target)
    {
        var nodes = kafka?.Nodes ?? throw new InvalidOperationException("There is no cluster of brokers in this run.");
        return target == Names.AllBrokers ? nodes : [nodes[int.Parse(target["broker ".Length..], CultureInfo.InvariantCulture) - 1]];
    }
}
