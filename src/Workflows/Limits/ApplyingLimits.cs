using System.Runtime.CompilerServices;

namespace KillSwitch.Workflows.Limits;

/// <summary>The limits that one order is held against, GLOBAL's first.</summary>
internal struct ApplyingLimits
{
    /// <summary>One of each kind of scope, two more of what a derivative is on, and the groups of an account.</summary>
    private const int Most = 10 + MaxGroups;

    /// <summary>How many groups an account may be in.</summary>
    public const int MaxGroups = 8;

    private Slots _slots;

    public int Count { get; private set; }

    public readonly OwnedLimits this[int index] => _slots[index]!;

    public void Add(OwnedLimits limits) => _slots[Count++] = limits;

    [InlineArray(Most)]
    private struct Slots
    {
        private OwnedLimits? _first;
    }
}
