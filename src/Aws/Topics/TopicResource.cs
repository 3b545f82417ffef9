using Confluent.Kafka;
using KillSwitch.Kafka;
using KillSwitch.Kafka.Admin;
using KillSwitch.Kafka.Clients;

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
    /// <param name="notYet">Is told why it is not done.</param>
    /// <param name="cancellationToken">Gives up for this time.</param>
    /// <returns>
    /// Whether it is done. False where that takes a while: brokers start, and hear late of what this function may do. Call it again; to
    /// fail would take back a cluster that has just been made.
    /// </returns>
    /// <exception cref="ArgumentException">The number of partitions is none.</exception>
    /// <exception cref="TopicsMismatchException">What is there cannot be used; the message says what to do.</exception>
    public async Task<bool> IsCompleteAsync(
        string requestType,
        string? partitions,
        Action<string> notYet,
        CancellationToken cancellationToken
    )
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
        catch (Exception e) when (IsPassing(e, cancellationToken))
        {
            notYet($"The topics are not as they should be yet: {e.Message}");
            return false;
        }
    }

    private static bool IsPassing(Exception failure, CancellationToken cancellationToken) => failure switch
    {
        KafkaUnreachableException or TopicsPendingException => true,
        KafkaException kafka => kafka.Error.MayPass(),
        OperationCanceledException => cancellationToken.IsCancellationRequested,
        _ => false,
    };
}
