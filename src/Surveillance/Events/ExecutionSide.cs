namespace KillSwitch.Surveillance.Events;

/// <summary>Whose order one side of an execution was.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Trader">Who sent it.</param>
/// <param name="Account">For which account.</param>
/// <param name="BeneficialOwner">Who owns what the account holds; several accounts can have one.</param>
public sealed record ExecutionSide(string OrderId, string Trader, string Account, string BeneficialOwner);
