namespace KillSwitch.Workflows.Ports;

/// <summary>Who could approve.</summary>
public interface IApproverDirectory
{
    /// <summary>Names of everybody who holds the role approver, as their tokens name them.</summary>
    Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken);
}
