namespace KillSwitch.Api.Requests;

/// <summary>A text field that a route's body has. What it must hold is the domain's to say; what stands here documents it.</summary>
/// <param name="Name">In snake_case.</param>
/// <param name="About">What belongs there.</param>
/// <param name="MaxLength">Characters; null where the domain names no limit of its own.</param>
/// <param name="Values">All that is accepted; null for free text.</param>
public sealed record BodyField(string Name, string About, int? MaxLength = null, IReadOnlyList<string>? Values = null);
