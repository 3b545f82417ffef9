using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Contracts;

/// <summary>A rule that was crossed in one window (<c>risk_signals.v1</c>, keyed by account or by the scope's value).</summary>
/// <param name="SignalId">Deterministic: of scope, rule and window.</param>
/// <param name="Ts">Event time of the order that crossed it, Unix ms.</param>
/// <param name="Scope">Whom it concerns.</param>
/// <param name="Metric">The rule: <c>order_rate</c>, <c>notional</c>, <c>symbol_concentration</c>, <c>child_over_parent</c>.</param>
/// <param name="Value">What was measured, in the rule's unit.</param>
/// <param name="Threshold">What it may not exceed.</param>
/// <param name="WindowStart">Start of the window, Unix ms, inclusive.</param>
/// <param name="WindowEnd">End of the window, Unix ms, exclusive.</param>
/// <param name="OrderId">The order that crossed it.</param>
/// <param name="CorrId">Ties it to the command it may lead to.</param>
public sealed record RiskSignal(
    string SignalId,
    long Ts,
    Scope Scope,
    string Metric,
    decimal Value,
    decimal Threshold,
    long WindowStart,
    long WindowEnd,
    string OrderId,
    string CorrId);
