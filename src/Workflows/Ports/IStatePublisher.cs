using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Workflows.Ports;

/// <summary>Writes <c>killswitch.state.v1</c>. Only the incident's execution may hold one.</summary>
public interface IStatePublisher
{
    /// <summary>
    /// Returns when every in-sync replica has the record, which is when every later batch of every router sees it.
    /// </summary>
    /// <returns>Where it stands.</returns>
    /// <exception cref="StateNotPublishedException">It is not known to be there. Publishing the same state again is safe.</exception>
    Task<PublishedAt> PublishAsync(KillState state, string? traceParent, CancellationToken cancellationToken);
}
