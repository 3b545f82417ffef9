using KillSwitch.Workflows.People;

namespace KillSwitch.Workflows.Ports;

/// <summary>Who could approve.</summary>
public interface IApproverDirectory
{
    /// <summary>Everybody who holds the role approver.</summary>
    /// <exception cref="DirectoryUnavailableException">Not known just now. No kill waits for this; an unkill is refused and can be
    /// asked again.</exception>
    Task<IReadOnlyList<Person>> ListAsync(CancellationToken cancellationToken);
}
