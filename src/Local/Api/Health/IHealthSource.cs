using KillSwitch.Api.Health;

namespace KillSwitch.Local.Api.Health;

/// <summary>Knows the parts of the stack.</summary>
public interface IHealthSource
{
    /// <summary>Every part as it is now, within about a second: it is asked often. Safe for concurrent use.</summary>
    Task<IReadOnlyList<PartHealth>> CheckAsync(CancellationToken cancellationToken);
}
