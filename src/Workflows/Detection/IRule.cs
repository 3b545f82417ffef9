using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Workflows.Detection;

/// <summary>One limit on the orders of one scope in one window. A rule has no memory: what it judges is handed in.</summary>
internal interface IRule
{
    /// <summary>One of <see cref="RuleNames"/>.</summary>
    string Name { get; }

    /// <summary>What is over the limit now that <paramref name="order"/> is part of <paramref name="window"/>; null if nothing is.</summary>
    Crossing? Check(WindowView window, Order order);
}
