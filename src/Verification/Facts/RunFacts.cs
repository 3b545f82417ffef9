using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Verification.Facts;

/// <summary>
/// All that a run left behind, in compact form, and nothing that the system says about itself. Orders are facts of some hundred bytes.
/// </summary>
/// <remarks>
/// Records from before the run are kept only of topics in which what was before matters: states, commands, and the audit of steps.
/// Lists follow their topic, partition after partition.
/// </remarks>
public sealed record RunFacts
{
    public required IReadOnlyList<TopicExtent> Extents { get; init; }

    public required OrderFacts Orders { get; init; }

    public required IReadOnlyList<CopyFact> Gated { get; init; }

    public required IReadOnlyList<CopyFact> Rejected { get; init; }

    /// <summary>About orders of this run.</summary>
    public required IReadOnlyList<DecisionFact> Decisions { get; init; }

    /// <summary>Also from before the run: the execution of a kill that was found at the start has begun before the first order.</summary>
    public required IReadOnlyList<StepFact> Steps { get; init; }

    /// <summary>Records of the audit that nobody can read.</summary>
    public required IReadOnlyList<Place> UnreadableAudits { get; init; }

    /// <summary>Also from before the run.</summary>
    public required IReadOnlyList<StateFact> States { get; init; }

    /// <summary>Those that can be read, as anyone may write there; also from before the run.</summary>
    public required IReadOnlyList<CommandFact> Commands { get; init; }

    /// <summary>Those that can be read.</summary>
    public required IReadOnlyList<RiskSignal> Signals { get; init; }

    /// <summary>What was changed of limits on orders, in the order of time; also from before the run.</summary>
    public IReadOnlyList<LimitFact> Limits { get; init; } = [];

    public required IReadOnlyList<ExecutionFact> Executions { get; init; }

    public required StoreContents Store { get; init; }

    public IEnumerable<StepFact> StepsOfRun => Steps.Where(s => IsOfRun(Topics.Audit, s.Place));

    public IEnumerable<CommandFact> CommandsOfRun => Commands.Where(c => IsOfRun(Topics.Commands, c.Place));

    public bool IsOfRun(string topic, Place place) => place.Offset >= Of(topic, place.Partition)?.Start;

    public int Partitions(string topic) => Extents.Count(e => e.Topic == topic);

    /// <summary>In words, what of a topic is not there to be read.</summary>
    public IEnumerable<string> Missing(string topic) => Partitions(topic) == 0
        ? [$"{topic} was not read."]
        : Extents.Where(e => e.Topic == topic).Select(e => e.Missing).OfType<string>();

    /// <summary>In words, where states of the run are missing between others. Compaction does that.</summary>
    public IEnumerable<string> StateGaps()
    {
        foreach (var extent in Extents.Where(e => e.Topic == Topics.State))
        {
            var next = Math.Max(extent.Start, extent.Low);
            foreach (var place in States.Select(s => s.Place).Where(p => p.Partition == extent.Partition && p.Offset >= extent.Start))
            {
                if (place.Offset > next)
                {
                    yield return $"{Topics.State} partition {place.Partition} lacks offsets {next} to {place.Offset - 1}, "
                        + "which were compacted away.";
                }
                next = place.Offset + 1;
            }
        }
    }

    private TopicExtent? Of(string topic, int partition) => Extents.FirstOrDefault(e => e.Topic == topic && e.Partition == partition);
}
