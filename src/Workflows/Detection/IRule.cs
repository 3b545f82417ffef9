using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Workflows.Detection;

/// <summary>One limit on the orders of one scope in one window. A rule has no memory: what it judges is handed in.</summary>
internal interface IRule
{
    /// <summary>One of <see cref="RuleNames"/>.</summary>
    string Name { get; }

    /// <summary>
    /// Whether any window within <paramref name="all"/> could be over the limit. Nearly always none could, and no window need be looked at.
    /// </summary>
    /// <param name="all">Every pane that shares a window with the order: what a part of it counts, it counts too.</param>
    /// <param name="order">The order, which is in it.</param>
    bool CouldCross(WindowView all, Order order);

    /// <summary>
    /// What is over the limit now that <paramref name="order"/> is part of <paramref name="window"/>; null if nothing is.
    /// </summary>
    Crossing? Check(WindowView window, Order order);

    /// <summary>
    /// What stands in <paramref name="window"/>, and what may; null where there is nothing to judge by yet, or no one number that says it.
    /// </summary>
    (decimal Value, decimal Limit)? Stands(WindowView window);
}
