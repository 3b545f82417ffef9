using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Limits;
using KillSwitch.Workflows.Routing;

namespace KillSwitch.Kafka.Routing;

/// <summary>What one reading of the topics that decide has brought so far. One thread at a time.</summary>
internal sealed class RoutingFolds(LimitTable limits, TimeProvider time, Action<StateAlarm> alarm)
{
    private readonly KillStateFold _kills = new(time, alarm);
    private readonly LimitsFold _limits = new(limits, time, alarm);
    private readonly ReferencePrices _prices = new(message => alarm(new StateAlarm(-1, -1, null, message)));

    /// <summary>Takes in one record.</summary>
    public void Apply(string topic, int partition, long offset, byte[]? key, byte[]? value, long timeInMs)
    {
        switch (topic)
        {
            case Topics.State: _kills.Apply(partition, offset, key, value, timeInMs); break;
            case Topics.Limits: _limits.Apply(partition, offset, key, value); break;
            default: _prices.Apply(key, value, timeInMs); break;
        }
    }

    /// <summary>Called once all was read anew: what kept orders from passing and is not told of any more still does. Prices do not.
    /// </summary>
    public void CarryOver(RoutingFolds older)
    {
        _kills.CarryOver(older._kills);
        _limits.CarryOver(older._limits);
    }

    /// <param name="state">How far the state topic was read, by partition.</param>
    /// <param name="limits">The same of the limits.</param>
    public RoutingView View(IReadOnlyList<long> state, IReadOnlyList<long> limits) =>
        new(_kills.View(state), _limits.View(), limits, _prices);
}
