using KillSwitch.Workflows.Detection;

namespace KillSwitch.Scenarios;

/// <summary>A source of orders. The same seed and the same start give the same records, byte for byte.</summary>
public interface IOrderScenario
{
    /// <summary>As <c>--scenario</c> names it.</summary>
    string Name { get; }

    /// <summary>For the audience: what is about to happen, in a sentence or two.</summary>
    string Story { get; }

    /// <summary>The limits it is meant for, unless the user brings his own.</summary>
    DetectionSettings Detection { get; }

    /// <summary>Whether a kill has to come of it. False also where it cannot be known.</summary>
    bool Breaches { get; }

    /// <summary>The orders in the order of their due times. Endless, unless the source itself ends: whoever plays it stops it.</summary>
    /// <param name="start">When it begins; order times are this plus the due time, wherever the orders are made here.</param>
    /// <param name="cancellationToken">Ends it.</param>
    IAsyncEnumerable<TimedOrder> OrdersAsync(DateTimeOffset start, CancellationToken cancellationToken);
}
