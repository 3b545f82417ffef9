using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Ports;

/// <summary>Nothing is known of what orders named: where nobody follows them.</summary>
public sealed class NothingSeen : ISeenNames
{
    public static NothingSeen Instance { get; } = new();

    private NothingSeen() { }

    public Task<UnseenScope?> LookAsync(Scope scope, CancellationToken cancellationToken) => Task.FromResult<UnseenScope?>(null);
}
