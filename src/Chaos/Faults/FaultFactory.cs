using System.Globalization;
using KillSwitch.Brokers;
using KillSwitch.Chaos.Evidence;
using KillSwitch.Chaos.Load;
using KillSwitch.Chaos.Plan;
using KillSwitch.Chaos.Processes;
using KillSwitch.Local.Faults;

namespace KillSwitch.Chaos.Faults;

/// <summary>Makes what a plan names. No kind is done in a usual way: each says here what is done for it.</summary>
internal sealed class FaultFactory
{
    private const int SlowDiskInMs = 400;
    private const int LongestJumpInMs = 20 * 60 * 1000;
    private const int ShortestJumpInMs = 2000;

    private readonly StackProcesses _stack;
    private readonly ApacheKafkaCluster? _kafka;
    private readonly Dictionary<FaultKind, Func<PlannedFault, IFault>> _ways;

    private int _twins;

    /// <exception cref="InvalidOperationException">Nothing is done for one of the kinds; told before anything is broken.</exception>
    public FaultFactory(
        StackProcesses stack,
        ApacheKafkaCluster? kafka,
        CommandSender commands,
        Desk desk,
        OrderLoad orders,
        RunClock clock
    )
    {
        (_stack, _kafka) = (stack, kafka);
        _ways = new()
        {
            [FaultKinds.RouterKill] = Kill,
            [FaultKinds.RouterFreeze] = Freeze,
            [FaultKinds.RouterTwin] = fault => new Doubled(stack.Twin(fault.Target, ++_twins)),
            [FaultKinds.RoutersBehind] = fault => new RoutersBehind(
                fault,
                [.. Names.Routers.Select(name => new Frozen(stack[name]))],
                desk,
                orders,
                clock
            ),
            [FaultKinds.DetectorKill] = Kill,
            [FaultKinds.DetectorFreeze] = Freeze,
            [FaultKinds.IntakeKill] = Kill,
            [FaultKinds.IntakeFreeze] = Freeze,
            [FaultKinds.EngineKill] = Kill,
            [FaultKinds.EngineFreeze] = Freeze,
            [FaultKinds.ApiKill] = Kill,
            [FaultKinds.ApiFreeze] = Freeze,
            [FaultKinds.StoreKill] = Kill,
            [FaultKinds.StoreFreeze] = Freeze,
            [FaultKinds.DatabaseKill] = fault => new DatabaseKilled(stack[fault.Target]),
            [FaultKinds.DatabaseFreeze] = fault => new Frozen(stack[fault.Target], childrenAlone: true),
            [FaultKinds.MachineDeleted] = _ => new MachineDeleted(stack.EngineAsync),
            [FaultKinds.StartsRefused] = fault => Tamper(fault, new FaultSwitches(StartsRefused: true)),
            [FaultKinds.MailHangs] = _ => new MailHanging(stack.Mail),
            [FaultKinds.SourceClock] = fault => new SourceClockWrong(orders, fault),
            [FaultKinds.BrokerKill] = fault => new BrokersKilled(Nodes(fault.Target)),
            [FaultKinds.BrokerFreeze] = fault => new BrokersFrozen(Nodes(fault.Target)),
            [FaultKinds.BrokersKill] = fault => new BrokersKilled(Nodes(fault.Target)),
            [FaultKinds.BrokersFreeze] = fault => new BrokersFrozen(Nodes(fault.Target)),
            [FaultKinds.CommandsRepeated] = fault => new CommandsOddly(fault, commands, clock),
            [FaultKinds.CommandsLate] = fault => new CommandsOddly(fault, commands, clock),
            [FaultKinds.CommandsDisordered] = fault => new CommandsOddly(fault, commands, clock),
            [FaultKinds.DiskSlow] = fault => Tamper(fault, new FaultSwitches(JournalDelayMs: SlowDiskInMs)),
            [FaultKinds.DiskFull] = fault => Tamper(fault, new FaultSwitches(JournalFull: true)),
            [FaultKinds.ClockForward] = fault => Tamper(fault, new FaultSwitches(ClockShiftMs: Jump(fault))),
            [FaultKinds.ClockBack] = fault => Tamper(fault, new FaultSwitches(ClockShiftMs: -Jump(fault))),
        };
        if (FaultKinds.All.FirstOrDefault(kind => !_ways.ContainsKey(kind)) is { } undone)
            throw new InvalidOperationException($"Nothing is done for '{undone.Name}'. Say here what is.");
    }

    public IFault Make(PlannedFault fault) => _ways[fault.Kind](fault);

    private Killed Kill(PlannedFault fault) => new(_stack[fault.Target]);

    private Frozen Freeze(PlannedFault fault) => new(_stack[fault.Target]);

    private Tampered Tamper(PlannedFault fault, FaultSwitches switches) => new(_stack[fault.Target], switches);

    private static long Jump(PlannedFault fault) => ShortestJumpInMs + (fault.Dice % (LongestJumpInMs - ShortestJumpInMs));

    private IReadOnlyList<KafkaNode> Nodes(string target)
    {
        var nodes = _kafka?.Nodes ?? throw new InvalidOperationException("There is no cluster of brokers in this run.");
        return target == Names.AllBrokers ? nodes : [nodes[int.Parse(target["broker ".Length..], CultureInfo.InvariantCulture) - 1]];
    }
}
