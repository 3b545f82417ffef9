namespace KillSwitch.Api.Requests;

/// <summary>A field that a route's body has. What it must hold is the domain's to say; what stands here documents it.</summary>
/// <param name="Name">In snake_case.</param>
/// <param name="About">What belongs there.</param>
/// <param name="MaxLength">Characters; null where the domain names no limit of its own.</param>
/// <param name="Values">All that is accepted; null for free text.</param>
public sealed record BodyField(string Name, string About, int? MaxLength = null, IReadOnlyList<string>? Values = null)
{
    /// <summary>Whether a JSON number is taken as well: it counts as the text that it is written with, so that no digit is lost.</summary>
    public bool TakesNumbers { get; init; }

    /// <summary>The text that a JSON null stands for; without one, null is a field left out.</summary>
    public string? NullMeans { get; init; }

    /// <summary>Whether it may be left out. For the document.</summary>
    public bool IsOptional { get; init; }
}
