using System.Text;

namespace KillSwitch.Aws.Http;

/// <summary>A REST API's request as it hands it over, without the types of its package.</summary>
public sealed record GatewayRequest
{
    /// <summary>GET, HEAD or POST.</summary>
    public required string Method { get; init; }

    /// <summary>The pattern it matched: <c>/approvals/{id}</c>.</summary>
    public required string Resource { get; init; }

    /// <summary>What stands for the names in braces, decoded; null where there are none.</summary>
    public IEnumerable<KeyValuePair<string, string>>? PathParameters { get; init; }

    /// <summary>Every time that each header was sent; null where there are none.</summary>
    public IEnumerable<KeyValuePair<string, IList<string>>>? Headers { get; init; }

    /// <summary>Every time that each query parameter was given, decoded; null where there are none.</summary>
    public IEnumerable<KeyValuePair<string, IList<string>>>? Query { get; init; }

    /// <summary>Text, or bytes in base64; null where there is none.</summary>
    public string? Body { get; init; }

    public bool IsBase64Encoded { get; init; }

    /// <summary>As the authorizer verified them; null behind an open route.</summary>
    public IReadOnlyDictionary<string, string>? Claims { get; init; }

    /// <summary>Finds the request in logs and traces.</summary>
    public required string TraceId { get; init; }

    internal ReadOnlyMemory<byte> Bytes() =>
        Body is null ? default : IsBase64Encoded ? Convert.FromBase64String(Body) : Encoding.UTF8.GetBytes(Body);
}
