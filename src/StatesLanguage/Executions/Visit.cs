using System.Collections.Immutable;
using System.Text.Json;

namespace KillSwitch.StatesLanguage.Executions;

/// <summary>One entering of a state, up to its exit; retries are the same visit.</summary>
/// <param name="State">The state's name.</param>
/// <param name="Type">Its kind.</param>
/// <param name="Input">Its whole input.</param>
/// <param name="EnteredId">The history event of its entering.</param>
/// <param name="EnteredPrevious">The one before that.</param>
/// <param name="EnteredAt">When.</param>
internal sealed record Visit(string State, string Type, JsonElement Input, long EnteredId, long EnteredPrevious, DateTimeOffset EnteredAt)
{
    /// <summary>Retries so far, of all retriers.</summary>
    public int Retries { get; init; }

    /// <summary>Retries so far by retrier.</summary>
    public ImmutableSortedDictionary<int, int> ByRetrier { get; init; } = ImmutableSortedDictionary<int, int>.Empty;
}
