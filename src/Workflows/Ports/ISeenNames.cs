using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Ports;

/// <summary>Which scopes the orders of the last day named. A hint for people: nothing is decided by it. Safe for concurrent use.</summary>
public interface ISeenNames
{
    /// <summary>Looks whether an order named the scope, or would have had it held back.</summary>
    /// <returns>Null where one did, and where that is not known. GLOBAL is every order's.</returns>
    Task<UnseenScope?> LookAsync(Scope scope, CancellationToken cancellationToken);
}
