using Confluent.Kafka;

namespace KillSwitch.Kafka.Clients;

/// <summary>What an error says of the cluster.</summary>
public static class KafkaErrors
{
    /// <summary>No broker answered, or none to the end: one that is just starting breaks its metadata off.</summary>
    public static bool IsUnreachable(this Error error) => error.Code is
        ErrorCode.Local_AllBrokersDown or ErrorCode.Local_Transport or ErrorCode.Local_TimedOut or ErrorCode.Local_Resolve or
        ErrorCode.Local_WaitCoord or ErrorCode.Local_TimedOutQueue or ErrorCode.Local_MsgTimedOut or ErrorCode.Local_Partial;

    /// <summary>A broker answered that another leads the partition now, or soon will. The client finds it by itself.</summary>
    public static bool IsLeaderChanging(this Error error) => error.Code is
        ErrorCode.NotLeaderForPartition or ErrorCode.LeaderNotAvailable or ErrorCode.FencedLeaderEpoch or ErrorCode.UnknownLeaderEpoch or
        ErrorCode.ReplicaNotAvailable or ErrorCode.OffsetNotAvailable or ErrorCode.KafkaStorageError;

    /// <summary>
    /// Nobody has to do anything but wait: the brokers are starting or busy, or have not heard yet of what this user may do. A right that
    /// was never given looks the same, so whoever waits sets an end.
    /// </summary>
    public static bool MayPass(this Error error) => error.IsUnreachable() || error.IsLeaderChanging() || error.Code is
        ErrorCode.Local_Destroy or ErrorCode.Local_Authentication or ErrorCode.SaslAuthenticationFailed or ErrorCode.RequestTimedOut or
        ErrorCode.NotController or ErrorCode.BrokerNotAvailable or ErrorCode.NetworkException or
        // Fewer brokers are there than a topic has replicas.
        ErrorCode.InvalidReplicationFactor or
        ErrorCode.TopicAuthorizationFailed or ErrorCode.ClusterAuthorizationFailed or ErrorCode.GroupAuthorizationFailed;

    /// <summary>
    /// The error with what to do about it, where its own words leave that open: nobody looks for a clock that is wrong.
    /// </summary>
    internal static Error Explained(this Error error) =>
        error.Code == ErrorCode.InvalidTimestamp
            ? new Error(
                error.Code,
                $"{error.Reason}. The time of this machine is further from the broker's than the topic takes: set the clock right, "
                    + "or raise message.timestamp.after.max.ms (where it is ahead) or message.timestamp.before.max.ms (behind) of the topic",
                error.IsFatal
            )
            : error;
}
