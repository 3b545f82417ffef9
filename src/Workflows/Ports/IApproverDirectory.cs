namespace KillSwitch.Workflows.Ports;

/// <summary>Who could approve.</summary>
public interface IApproverDirectory
{
    /// <summary>Names of everybody who holds the role approver, as their tokens name them.</summary>
    /// <exception cref="DirectoryUnavailableException">Not known just now. No kill waits for this; an unkill is refused and can be asked again.</exception>
    Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken);
}
