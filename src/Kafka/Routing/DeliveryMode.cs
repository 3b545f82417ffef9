namespace KillSwitch.Kafka.Routing;

/// <summary>How gated orders and audits leave a router (<c>--delivery</c>).</summary>
public enum DeliveryMode
{
    /// <summary>
    /// Transactional where the broker can do it, else sequenced. What was chosen, and why, is logged and stands in the status.
    /// </summary>
    Auto,

    /// <summary>
    /// One transaction a batch: exactly once. Refused at start by a broker on which the client's transactions do not work.
    /// </summary>
    Transactional,

    /// <summary>
    /// Idempotent and in order, the source offset with each record: nothing is lost; twice only while two routers hold one
    /// partition.
    /// </summary>
    Sequenced,
}
