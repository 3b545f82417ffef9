namespace KillSwitch.Cdk.Cost.Prices;

/// <summary>What a price is multiplied with, besides how many there are.</summary>
internal enum PriceUnit
{
    /// <summary>Each hour that it stands.</summary>
    Hour,

    /// <summary>Each month that it stands, and of a part of a month that part.</summary>
    Month,

    /// <summary>Each time that it is used.</summary>
    Use,
}
