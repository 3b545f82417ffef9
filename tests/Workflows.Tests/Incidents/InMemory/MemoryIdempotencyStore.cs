using KillSwitch.Workflows.Ports;

namespace KillSwitch.Workflows.Tests.Incidents.InMemory;

internal sealed class MemoryIdempotencyStore(Faults faults) : IIdempotencyStore
{
    private readonly Dictionary<string, KeyUse> _first = [];

    public IReadOnlyCollection<KeyUse> All => _first.Values;

    /// <summary>Whether it does not answer.</summary>
    public bool Away { get; set; }

    /// <summary>As after the days that a key is kept.</summary>
    public void Forget() => _first.Clear();

    public Task<KeyUse> ClaimAsync(KeyUse use, CancellationToken cancellationToken) =>
        Away
            ? throw new StoreUnavailableException("the store is away")
            : faults.AroundAsync("claim key", () => _first.TryGetValue(use.Id, out var first) ? first : _first[use.Id] = use);
}
