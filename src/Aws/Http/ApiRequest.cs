namespace KillSwitch.Aws.Http;

/// <summary>A request as the gateway hands it over, without the gateway's types.</summary>
/// <param name="Method">GET, HEAD or POST.</param>
/// <param name="Route">The pattern it matched: <c>/approvals/{id}</c>.</param>
/// <param name="Id">What stands for <c>{id}</c>; null where the pattern has none.</param>
/// <param name="Headers">By name without regard to case; of a header that was sent twice, the last.</param>
/// <param name="Query">Whether there are query parameters: no route here takes any.</param>
/// <param name="Body">As it was sent, decoded.</param>
/// <param name="Claims">As the authorizer verified them; null behind an open route.</param>
/// <param name="TraceId">Finds the request in logs and traces.</param>
public sealed record ApiRequest(
    string Method,
    string Route,
    string? Id,
    IReadOnlyDictionary<string, string> Headers,
    bool Query,
    ReadOnlyMemory<byte> Body,
    IReadOnlyDictionary<string, string>? Claims,
    string TraceId)
{
    /// <summary>Headers without regard to case, out of what the gateway gives.</summary>
    public static IReadOnlyDictionary<string, string> HeadersOf(IEnumerable<KeyValuePair<string, string>>? headers) =>
        (headers ?? []).GroupBy(h => h.Key, StringComparer.OrdinalIgnoreCase).ToDictionary(h => h.Key, h => h.Last().Value, StringComparer.OrdinalIgnoreCase);
}
