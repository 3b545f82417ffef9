using System.Collections.Immutable;
using System.Text.Json;

namespace KillSwitch.StatesLanguage.Executions;

/// <summary>One line of control: the execution's own flow, a branch of a Parallel, an iteration of a Map.</summary>
internal sealed record Frame(int Id, int? Parent, int Index, Phase Phase)
{
    /// <summary>The history event the next one follows.</summary>
    public long Previous { get; init; }

    /// <summary>Variables set in this flow. Those of the flows around it are seen through it.</summary>
    public ImmutableSortedDictionary<string, JsonElement> Variables { get; init; } =
        ImmutableSortedDictionary.Create<string, JsonElement>(StringComparer.Ordinal);

    /// <summary>The item, where it is an iteration.</summary>
    public JsonElement? Item { get; init; }

    /// <summary>Whether history has said that the iteration is given up.</summary>
    public bool IterationAborted { get; init; }
}
