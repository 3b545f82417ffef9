using KillSwitch.Workflows.Limits;

namespace KillSwitch.Kafka.Routing;

/// <summary>One router. Checked whole before it starts.</summary>
/// <param name="Service">Its name in audits and logs; another one for each router of a cluster. 1 to 64 letters, digits, <c>. _
/// -</c>.</param>
public sealed record RouterOptions(string Service)
{
    /// <summary>How its output leaves. Default <see cref="DeliveryMode.Auto"/>.</summary>
    public DeliveryMode Delivery { get; init; } = DeliveryMode.Auto;

    /// <summary>
    /// Whether orders pass that have no price (at the market, and stop orders), whose worth nobody can tell. Default: they are refused.
    /// Routers of one flow say the same.
    /// </summary>
    public bool PassUnpriced { get; init; }

    /// <summary>
    /// What orders are held against before any kill. Default: nothing. Routers of one flow have the same, or else who takes a partition
    /// over decides otherwise.
    /// </summary>
    public LimitTable Limits { get; init; } = LimitTable.None;

    /// <summary>
    /// Whether orders may say that they are played again, and be held against <see cref="Limits"/> by their own times. Default: no. See
    /// <see cref="Workflows.Detection.ReplayMark"/>.
    /// </summary>
    public bool Replays { get; init; }

    /// <summary>
    /// Most orders decided on one reading of the kill state, and most in one transaction. Default 5,000; 1 to 50,000. A transaction costs
    /// 31-45 ms whatever its size, so a smaller number costs throughput; a larger one lets more orders that were decided before a kill be
    /// sent after it. docs/decisions/batch-size.md has the figures.
    /// </summary>
    public int BatchSize { get; init; } = 5000;

    /// <summary>
    /// How long the first order of a batch waits for more. Default: 10 ms in transactions, of which fewer at once are faster, 2 ms in
    /// sequence; 0 to 1 s. It is a part of every order's latency.
    /// </summary>
    public TimeSpan? Linger { get; init; }

    /// <summary>The same once <see cref="Delivery"/> is chosen.</summary>
    public TimeSpan LingerOrDefault => Linger ?? TimeSpan.FromMilliseconds(Delivery == DeliveryMode.Transactional ? 10 : 2);

    /// <summary>
    /// The consumer group that shares the partitions out. Routers of one flow use one name. Default <c>killswitch-router</c>.
    /// </summary>
    public string Group { get; init; } = "killswitch-router";

    /// <summary>
    /// Keeps this router's partitions for it while it restarts (Kafka's <c>group.instance.id</c>); another one for each router.
    /// Default: none,
    /// so that its partitions go to others at once when it stops.
    /// </summary>
    public string? StaticMemberId { get; init; }

    /// <summary>
    /// Orders partition p is written under the transactional ids <c>PREFIX-p</c> and <c>PREFIX-p.2</c>, in turn. Routers of one flow use
    /// one prefix, or else they do not fence each other. Default <c>killswitch-router</c>.
    /// </summary>
    public string TransactionalIdPrefix { get; init; } = "killswitch-router";

    /// <summary>
    /// After how long without a sign of life a router's partitions go to others. Default 10 s; 1 s to 5 min, but Kafka itself
    /// refuses less than its <c>group.min.session.timeout.ms</c>, 6 s by default; the embedded broker takes any, and 2 s suit it. A
    /// batch of
    /// sequenced delivery that is older than half of it is not sent but decided anew, as somebody else may hold the partition.
    /// </summary>
    public TimeSpan SessionTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// After how long Kafka aborts a transaction that a router left open. Default 30 s; 1 s to 15 min (Kafka's own most).
    /// </summary>
    public TimeSpan TransactionTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a start of delivery, the probe included, may wait for Kafka's coordinator. Default 20 s; 1 s to 5 min.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// How long the end of a transaction may take in the probe at start. Default 10 s; 1 s to 5 min. Brokers on which it hangs are
    /// told by it.
    /// </summary>
    public TimeSpan ProbeTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long to wait before trying again what failed. Default 500 ms; 10 ms to 1 min.</summary>
    public TimeSpan RetryPause { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// How long a partition that is taken away may finish its batch. Default 5 s; 0 to 1 min, and below
    /// <see cref="SessionTimeout"/>.
    /// </summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <exception cref="ArgumentException">Names the setting, its value and the consequence.</exception>
    public RouterOptions Validated()
    {
        if (Service.Length is 0 or > 64 || !Service.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-'))
            throw new ArgumentException(
                $"The router's name is '{Service}'; it must be 1 to 64 letters, digits or . _ - , as it stands in every audit."
            );
        if (BatchSize is < 1 or > 50_000)
            throw new ArgumentException($"{nameof(BatchSize)} is {BatchSize}; it must be 1 to 50,000.");
        if (Group.Length == 0 || TransactionalIdPrefix.Length == 0)
            throw new ArgumentException(
                $"{nameof(Group)} is '{Group}' and {nameof(TransactionalIdPrefix)} is '{TransactionalIdPrefix}'; neither may be empty."
            );
        Check(nameof(Linger), Linger ?? TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        Check(nameof(SessionTimeout), SessionTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5));
        Check(nameof(TransactionTimeout), TransactionTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(15));
        Check(nameof(StartTimeout), StartTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5));
        Check(nameof(ProbeTimeout), ProbeTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5));
        Check(nameof(RetryPause), RetryPause, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(1));
        Check(nameof(StopTimeout), StopTimeout, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        if (StopTimeout >= SessionTimeout)
        {
            throw new ArgumentException(
                $"{nameof(StopTimeout)} is {StopTimeout.TotalSeconds} s and {nameof(SessionTimeout)} {SessionTimeout.TotalSeconds} s; it must be shorter, or else another router takes a partition while this one still finishes it."
            );
        }
        return this;
    }

    private static void Check(string name, TimeSpan value, TimeSpan min, TimeSpan max)
    {
        if (value < min || value > max)
            throw new ArgumentException($"{name} is {value.TotalSeconds} s; it must be {min.TotalSeconds} to {max.TotalSeconds} s.");
    }
}
