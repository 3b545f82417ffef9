using KillSwitch.Api.Health;
using KillSwitch.Local.Api.Health;

namespace KillSwitch.Local.Tests.Api.Support;

/// <summary>As healthy as the test says.</summary>
internal sealed class FixedHealth : IHealthSource
{
    public IReadOnlyList<PartHealth> Parts { get; set; } = [new("router-1", true, "decides")];

    public Task<IReadOnlyList<PartHealth>> CheckAsync(CancellationToken cancellationToken) => Task.FromResult(Parts);
}
