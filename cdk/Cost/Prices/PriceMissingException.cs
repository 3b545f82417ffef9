namespace KillSwitch.Cdk.Cost.Prices;

/// <summary>Something in the templates costs what nobody has written down. An estimate without it would be too low.</summary>
internal sealed class PriceMissingException(string id)
    : Exception($"cdk/Cost/Prices/prices.json has no price '{id}'. Add it, with its source; a broker is 'msk-broker/' and its type.")
{
    public string Id { get; } = id;
}
