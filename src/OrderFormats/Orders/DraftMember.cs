namespace KillSwitch.OrderFormats.Orders;

/// <summary>A member of an order, and what it was made of.</summary>
/// <param name="Name">As the contract has it.</param>
/// <param name="Value">As the order has it.</param>
/// <param name="From">The tag, the column or the field that said it, or what stands in for one.</param>
/// <param name="Raw">As it was written there.</param>
public readonly record struct DraftMember(string Name, string Value, string From, string Raw);
