using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Workflows.Ports;

/// <summary>Writes <c>limits.v1</c>. Only a change's execution may hold one.</summary>
public interface ILimitPublisher
{
    /// <summary>
    /// Returns when every in-sync replica has the record, which is when every later batch of every router goes by it.
    /// </summary>
    /// <returns>Where it stands.</returns>
    /// <exception cref="LimitNotPublishedException">It is not known to be there. Publishing the same again is safe.</exception>
    Task<PublishedAt> PublishAsync(LimitState state, string? traceParent, CancellationToken cancellationToken);
}
