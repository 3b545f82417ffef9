using KillSwitch.Kafka;
using KillSwitch.Kafka.Admin;

namespace KillSwitch.Aws.Topics;

/// <summary>
/// The topics as a resource of a deployment. Creating and updating make what is missing and refuse what is wrong; deleting leaves
/// them, as they go with their cluster.
/// </summary>
public sealed class TopicResource(TopicAdmin admin)
{
    /// <summary>The resource's identity. It never changes, so an update replaces nothing.</summary>
    public const string PhysicalId = "killswitch-topics";

    private const int MostPartitions = 100;

    /// <param name="requestType">Create, Update or Delete.</param>
    /// <param name="partitions">Partitions of the topics it creates, as text: 1 to 100.</param>
    /// <param name="cancellationToken">Gives up; calling it again goes on.</param>
    /// <returns>Whether it is done. False where no broker answers: a cluster that was just made takes a while. Call it again.</returns>
    /// <exception cref="ArgumentException">The number of partitions is none.</exception>
    /// <exception cref="TopicsMismatchException">What is there cannot be used; the message says what to do.</exception>
    public async Task<bool> IsCompleteAsync(string requestType, string? partitions, CancellationToken cancellationToken)
    {
        if (requestType == "Delete")
            return true;
        if (!int.TryParse(partitions, out var count) || count is < 1 or > MostPartitions)
            throw new ArgumentException($"Partitions is '{partitions}'; it must be a whole number from 1 to {MostPartitions}.");
        try
        {
            await admin.EnsureAsync(Workflows.Contracts.Topics.All, count, cancellationToken);
            return true;
        }
        catch (KafkaUnreachableException)
        {
            return false;
        }
    }
}
