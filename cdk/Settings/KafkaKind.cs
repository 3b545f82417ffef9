namespace KillSwitch.Cdk.Settings;

/// <summary>Which Amazon MSK. What each promises, costs and takes to create: docs/decisions.</summary>
public enum KafkaKind
{
    /// <summary>No brokers to look after; the router delivers in sequence, as clients' transactions cannot work there.</summary>
    Serverless,

    /// <summary>Two brokers; the router delivers each batch in one transaction.</summary>
    Provisioned,
}
