namespace KillSwitch.Workflows.Contracts;

/// <summary>The topics, by name. What each carries, who writes it and how it is kept: docs/contracts.md.</summary>
public static class Topics
{
    public const string Orders = "orders.v1";
    public const string RiskSignals = "risk_signals.v1";
    public const string Commands = "killswitch.commands.v1";
    public const string State = "killswitch.state.v1";
    public const string GatedOrders = "orders.gated.v1";
    public const string RejectedOrders = "orders.rejected.v1";
    public const string Audit = "audit.v1";
    public const string RouterProgress = "router.progress.v1";
    public const string Limits = "limits.v1";
    public const string Prices = "prices.v1";

    /// <remarks>
    /// Orders and states have the broker's time, as an order's is held against that of the state that restored its scope: no sender can
    /// date himself past it. So have prices, which grow old by it, and limits.
    /// </remarks>
    public static IReadOnlyList<TopicSpec> All { get; } =
    [
        // First what orders are held against: whoever reads all of them in turn then knows it when he comes to the orders.
        new(Limits, Compacted: true, Retention: null, TimedByBroker: true),
        new(Prices, Compacted: true, Retention: null, TimedByBroker: true),
        new(Orders, Compacted: false, Retention: TimeSpan.FromDays(7), TimedByBroker: true),
        new(RiskSignals, Compacted: false, Retention: TimeSpan.FromDays(7)),
        new(Commands, Compacted: false, Retention: TimeSpan.FromDays(90)),
        new(State, Compacted: true, Retention: null, TimedByBroker: true),
        new(GatedOrders, Compacted: false, Retention: TimeSpan.FromDays(7)),
        new(RejectedOrders, Compacted: false, Retention: TimeSpan.FromDays(30)),
        new(Audit, Compacted: false, Retention: TimeSpan.FromDays(30)),
        new(RouterProgress, Compacted: true, Retention: null),
    ];
}
