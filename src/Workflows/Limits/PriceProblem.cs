using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Orders;
using KillSwitch.Workflows.Scopes;
using KillSwitch.Workflows.Text;

namespace KillSwitch.Workflows.Limits;

/// <summary>What keeps a reference price from being one, for who writes them and who reads them.</summary>
public static class PriceProblem
{
    /// <returns>To follow the place where it stands; null where nothing is wrong.</returns>
    public static string? Of(PriceState price) => price switch
    {
        _ when !SymbolName.IsValid(price.Symbol) =>
            $"its symbol is '{VisibleText.Of(price.Symbol)}'; it must be 1 to {Scope.MaxValueLength} {SymbolName.Characters}",
        { Currency: { } currency } when currency.Length != 3 || !currency.All(char.IsAsciiLetterUpper) =>
            $"its currency is '{VisibleText.Of(currency)}'; it must be three capitals, as {PriceState.Usd} (ISO 4217)",
        { Price: < -OrderParser.MaxPrice or > OrderParser.MaxPrice } =>
            $"it is {price.Price}; it must be within {OrderParser.MaxPrice} either way",
        { Ts: < OrderParser.MinTs or > OrderParser.MaxTs } => $"its ts is {price.Ts}, which is no time in milliseconds since 1970",
        _ => null,
    };
}
