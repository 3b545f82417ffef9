using KillSwitch.Chaos.Checks;
using KillSwitch.Chaos.Processes;
using KillSwitch.Chaos.Running;
using KillSwitch.Verification.Promises;

namespace KillSwitch.Chaos.Report;

/// <summary>What a run has shown, as it is written down.</summary>
/// <param name="Command">Does the same again.</param>
/// <param name="StartedAt">When.</param>
/// <param name="Broker">On what.</param>
/// <param name="Delivery">Of the routers.</param>
/// <param name="Seed">Of the plan.</param>
/// <param name="OrdersPerSecond">Of the load.</param>
/// <param name="UnderLoad">From the beginning to the end of the settling.</param>
/// <param name="Cores">Of the machine, shared by brokers, parts and driver.</param>
/// <param name="Orders">Acknowledged records of <c>orders.v1</c>.</param>
/// <param name="Allowed">Of these.</param>
/// <param name="Dropped">Of these.</param>
/// <param name="Rejected">Of these.</param>
/// <param name="Answers">What people were answered, and how often.</param>
/// <param name="Undisturbed">How long the probes of recovery took before the first fault.</param>
/// <param name="Faults">By kind.</param>
/// <param name="InForce">How long kills took to come into force, by what was broken meanwhile.</param>
/// <param name="Checks">Each promise.</param>
/// <param name="EndedByThemselves">Processes that ended loudly and were started again.</param>
/// <param name="Unsettled">What had not come to rest; null if all had.</param>
/// <param name="Held">Nothing speaks against anything.</param>
internal sealed record ChaosReport(
    string Command,
    DateTimeOffset StartedAt,
    string Broker,
    string Delivery,
    int Seed,
    int OrdersPerSecond,
    TimeSpan UnderLoad,
    int Cores,
    long Orders,
    long Allowed,
    long Dropped,
    long Rejected,
    IReadOnlyDictionary<string, int> Answers,
    IReadOnlyDictionary<string, TimeSpan> Undisturbed,
    IReadOnlyList<RecoveryTimes> Faults,
    IReadOnlyList<ForceTimes> InForce,
    IReadOnlyList<PromiseResult> Checks,
    IReadOnlyList<UnexpectedEnd> EndedByThemselves,
    string? Unsettled,
    bool Held)
{
    public static ChaosReport Of(ChaosOutcome outcome, ChaosOptions options, string command) => new(
        command,
        outcome.StartedAt,
        options.KafkaHome is null ? "embedded broker" : "Apache Kafka, three nodes",
        options.Delivery,
        options.Seed,
        options.OrdersPerSecond,
        outcome.Took,
        Environment.ProcessorCount,
        outcome.Orders,
        outcome.Decisions.Allowed,
        outcome.Decisions.Dropped,
        outcome.Decisions.Rejected,
        new SortedDictionary<string, int>(outcome.Answers.ToDictionary(), StringComparer.Ordinal),
        outcome.Undisturbed,
        RecoveryTimes.Of(outcome.Faults),
        outcome.InForce,
        outcome.Checks,
        outcome.EndedByThemselves,
        outcome.Unsettled,
        outcome.Held);

    public int Injected => Faults.Sum(f => f.Count);

    public long Violations => Checks.Sum(c => c.ViolationCount);
}
