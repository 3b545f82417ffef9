namespace KillSwitch.Brokers;

/// <summary>Which protocol versions the embedded broker speaks.</summary>
public enum BrokerProfile
{
    /// <summary>All that it knows.</summary>
    Full,

    /// <summary>Only those that MSK Serverless is known to speak: what works here has a chance there.</summary>
    MskServerless,
}
