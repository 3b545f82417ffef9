using KillSwitch.Chaos.Checks;
using KillSwitch.Chaos.Evidence;
using KillSwitch.Kafka.Routing;
using KillSwitch.Verification.Tests.Model;
using KillSwitch.Workflows.Approvals;

namespace KillSwitch.Chaos.Tests.Checks;

/// <summary>A sound run with what the driver noted meanwhile. Tests spoil a copy of it.</summary>
internal sealed class DrivenRun
{
    public DrivenRun(int seed, DeliveryMode delivery = DeliveryMode.Transactional)
    {
        Run = new SoundRun(seed, delivery);
        Orders = [.. Run.Sent.Select(s => new LedgerOrder(s.Source.Partition, s.Source.Offset, s.Value, s.At, s.At))];
        Commands = [.. Run.Incidents.Commanded.Select(c =>
            new LedgerCommand(c.Command.CmdId, c.Command.Scope, c.Command.Action, c.Command.TriggeredBy, c.Sent, c.Accepted))];
        Decisions = [.. Run.Incidents.Approved.Select(a => new LedgerDecision(a.IncidentId, 1, a.By, Verdict.Approve, a.At, a.At))];
        Faults = [.. Run.Disturbed.Select(target => new InjectedFault("router killed", target, S(1), S(2), S(3)))];
    }

    public SoundRun Run { get; }
    public List<LedgerOrder> Orders { get; }
    public List<LedgerCommand> Commands { get; }
    public List<LedgerDecision> Decisions { get; }
    public List<InjectedFault> Faults { get; }
    public List<string> Leaks { get; } = [];
    public string? BadToken { get; set; }

    public ChaosEvidence Evidence => new(
        new DriverNotes
        {
            Ledger = new LedgerContents(Orders, Commands, Decisions),
            Witness = new WitnessNotes(
                [.. Run.Seen.Select(s => new SeenState(s.Place.Partition, s.Place.Offset, s.At))],
                [.. Run.Ends.Select(e => new EndsSample(e.At, e.Gated, e.State))]),
            Faults = Faults,
            Ready = TimeSpan.MinValue,
            InForceWithin = KillsAreInForceInTime.Within,
            Delivery = Run.Delivery,
            Expected = SoundRun.Expected,
        },
        Run.Facts,
        [.. Run.Incidents.All.Values.Where(i => i.IsOpen).Select(i => new TokenProbe(i.IncidentId, BadToken))],
        new SecretScan(100, Leaks));

    /// <summary>The names of the driver's checks that do not hold.</summary>
    public List<string> Broken
    {
        get
        {
            var evidence = Evidence;
            return [.. ChaosChecks.OfTheDriver.Where(c => !c.Check(evidence).Held).Select(c => c.GetType().Name)];
        }
    }

    private static TimeSpan S(int seconds) => TimeSpan.FromSeconds(seconds);
}
