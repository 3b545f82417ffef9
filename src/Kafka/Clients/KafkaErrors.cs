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
}
