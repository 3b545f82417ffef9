namespace KillSwitch.Workflows.Ports;

/// <summary>What every idempotency key was first used for, kept for 180 days. Safe for concurrent use.</summary>
public interface IIdempotencyStore
{
    /// <summary>Writes the use unless the key has one: the first stays, whoever asks at the same moment.</summary>
    /// <returns>The use that stands: the given one, or the one before it. It is written when this returns.</returns>
    /// <exception cref="StoreUnavailableException">Not known to be written. Claiming again is safe.</exception>
    Task<KeyUse> ClaimAsync(KeyUse use, CancellationToken cancellationToken);
}
