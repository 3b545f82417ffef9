using System.Globalization;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Workflows.Detection;

/// <summary>
/// Orders out against orders in: the children of one parent ask, in one window, for more than <paramref name="Tolerance"/>
/// times the parent's shares, judged from <paramref name="MinChildren"/> children on.
/// </summary>
/// <remarks>
/// A window sees part of a parent's life, so it can only count too little: what it finds is certain, but a parent
/// overfilled slowly, over many windows, is not found here. Where children disagree about the parent's quantity, the
/// smallest counts; children that do not name it count in full as soon as one of them has. Of a parent whose quantity
/// nobody names there is nothing to judge by, which <see cref="DetectorStatus.ChildrenUnjudged"/> says.
/// </remarks>
public sealed record ChildOverParentRule(decimal Tolerance, int MinChildren) : IRule
{
    string IRule.Name => RuleNames.ChildOverParent;

    bool IRule.CouldCross(WindowView all, Order order) => order.ParentId is not null;

    /// <summary>Each parent has a limit of its own.</summary>
    (decimal Value, decimal Limit)? IRule.Stands(WindowView window) => null;

    Crossing? IRule.Check(WindowView window, Order order)
    {
        if (order.ParentId is not { } parent)
            return null;
        var (children, shares, asked) = window.ChildrenOf(parent);
        if (asked == ParentTotals.Unknown)
            return null;
        var allowed = asked * Tolerance;
        return children >= MinChildren && shares > allowed
            ? new Crossing(shares, allowed, string.Create(CultureInfo.InvariantCulture,
                $"{children:N0} children for {Said(shares)} shares of parent {parent}, which asked for {Said(asked)} ({Said(allowed)} allowed)"))
            : null;
    }

    /// <summary>Fractions as far as there are any.</summary>
    private static string Said(decimal shares) => shares.ToString("#,0.########", CultureInfo.InvariantCulture);
}
