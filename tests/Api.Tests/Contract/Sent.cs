namespace KillSwitch.Api.Tests.Contract;

/// <summary>A request, before it takes the form of either server.</summary>
/// <param name="Method">In capitals.</param>
/// <param name="Pattern">Of its route: <c>/incidents/{id}</c>.</param>
internal sealed record Sent(string Method, string Pattern)
{
    /// <summary>What stands for <c>{id}</c>.</summary>
    public string? Id { get; init; }

    /// <summary>alice is an operator, bob and carol approve, dave observes, erin has no role; null has no token.</summary>
    public string? Who { get; init; }

    public string? Body { get; init; }

    public string ContentType { get; init; } = "application/json";

    public IReadOnlyList<(string Name, string Value)> Query { get; init; } = [];

    /// <summary>One that stands there twice is sent twice.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    public Sent Keyed(string key) => this with { Headers = [.. Headers, ("Idempotency-Key", key)] };
}
