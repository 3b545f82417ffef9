using Confluent.Kafka;

namespace KillSwitch.Kafka.Clients;

/// <summary>Which errors mean that no broker answered.</summary>
internal static class KafkaErrors
{
    public static bool IsUnreachable(this Error error) => error.Code is
        ErrorCode.Local_AllBrokersDown or ErrorCode.Local_Transport or ErrorCode.Local_TimedOut or ErrorCode.Local_Resolve or
        ErrorCode.Local_WaitCoord or ErrorCode.Local_TimedOutQueue or ErrorCode.Local_MsgTimedOut;
}
