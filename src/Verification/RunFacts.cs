using System.Text.Json.Serialization.Metadata;
using KillSwitch.Kafka.Reading;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Operators;
using KillSwitch.Workflows.Routing;

namespace KillSwitch.Verification;

/// <summary>The evidence of a run, read once for all checks.</summary>
public sealed class RunFacts
{
    private readonly RunEvidence _evidence;

    public RunFacts(RunEvidence evidence)
    {
        _evidence = evidence;
        Orders = Topic(Topics.Orders);
        Gated = Topic(Topics.GatedOrders);
        Rejected = Topic(Topics.RejectedOrders);
        Audit = Topic(Topics.Audit);
        State = Topic(Topics.State);
        CommandsTopic = Topic(Topics.Commands);
        SignalsTopic = Topic(Topics.RiskSignals);

        Sent = Orders.Records.ToDictionary(r => new OrderSource(r.Partition, r.Offset));
        (Decisions, Steps, UnreadableAudits) = ReadAudit();
        Commands = Read(CommandsTopic.Records, ContractsJson.Default.Command);
        Signals = Read(SignalsTopic.Records, ContractsJson.Default.RiskSignal);
        States = Read(State.Everything, ContractsJson.Default.KillState);
        Timeline = new StateTimeline(State);
    }

    public RunTopic Orders { get; }
    public RunTopic Gated { get; }
    public RunTopic Rejected { get; }
    public RunTopic Audit { get; }
    public RunTopic State { get; }
    public RunTopic CommandsTopic { get; }
    public RunTopic SignalsTopic { get; }

    /// <summary>Every record of the orders topic, by its place.</summary>
    public IReadOnlyDictionary<OrderSource, TopicRecord> Sent { get; }

    /// <summary>Decisions about orders of this run, in the order of the audit.</summary>
    public IReadOnlyList<DecisionAudit> Decisions { get; }

    public IReadOnlyList<StepAudit> Steps { get; }

    /// <summary>Also from before the run: the execution of a kill that was found at the start has begun before the first order.</summary>
    public IEnumerable<StepAudit> StepsEver => Read(Audit.Everything, ContractsJson.Default.StepAudit).Select(step => step.Value);

    /// <summary>Where the audit has records that nobody can read.</summary>
    public IReadOnlyList<string> UnreadableAudits { get; }

    /// <summary>Those that can be read; anyone may write there.</summary>
    public IReadOnlyList<Read<Command>> Commands { get; }

    public IReadOnlyList<Read<RiskSignal>> Signals { get; }

    /// <summary>Those that can be read, partition after partition, also from before the run.</summary>
    public IReadOnlyList<Read<KillState>> States { get; }

    public StateTimeline Timeline { get; }

    public IReadOnlyList<IncidentView> Incidents => _evidence.Incidents;

    public IReadOnlyList<ExecutionEvidence> Executions => _evidence.Executions;

    public Expectations Expected => _evidence.Expected;

    /// <summary>The order at a place; null where the record is none.</summary>
    public Order? OrderAt(OrderSource source) =>
        Sent.TryGetValue(source, out var record) && OrderParser.TryParse(record.Value, out var order, out _) ? order : null;

    private RunTopic Topic(string name) => _evidence.Topics.TryGetValue(name, out var contents)
        ? new RunTopic(contents, _evidence.Starts.GetValueOrDefault(name, []))
        : throw new ArgumentException($"The evidence lacks the topic {name}.");

    private (List<DecisionAudit>, List<StepAudit>, List<string>) ReadAudit()
    {
        var (decisions, steps, unreadable) = (new List<DecisionAudit>(), new List<StepAudit>(), new List<string>());
        foreach (var record in Audit.Records)
        {
            if (record.As(ContractsJson.Default.DecisionAudit) is { } decision)
            {
                // Of an earlier run's orders, decided again by whoever took over from it: that run's business.
                if (decision.SourceOffset >= Orders.Start(decision.SourcePartition))
                    decisions.Add(decision);
            }
            else if (record.As(ContractsJson.Default.StepAudit) is { } step)
                steps.Add(step);
            else
                unreadable.Add($"{Audit.Name} {record.Partition}:{record.Offset}");
        }
        return (decisions, steps, unreadable);
    }

    private static List<Read<T>> Read<T>(IEnumerable<TopicRecord> records, JsonTypeInfo<T> type)
        where T : class
    {
        var read = new List<Read<T>>();
        foreach (var record in records)
        {
            if (record.As(type) is { } value)
                read.Add(new Read<T>(record, value));
        }
        return read;
    }
}

/// <summary>A record and what it says.</summary>
public sealed record Read<T>(TopicRecord Record, T Value);
