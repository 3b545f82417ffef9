using System.Text.Json.Nodes;

namespace KillSwitch.Local.Tests.Api.Support;

/// <summary>An answer, read to its end.</summary>
internal sealed record Reply(int Status, string Body, string? ContentType, IReadOnlyDictionary<string, string> Headers)
{
    public JsonNode Json => JsonNode.Parse(Body)!;

    public string? Refusal => (string?)Json["refusal"];

    public string Detail => (string)Json["detail"]!;

    public static async Task<Reply> OfAsync(HttpResponseMessage response) =>
        new(
            (int)response.StatusCode,
            await response.Content.ReadAsStringAsync(),
            response.Content.Headers.ContentType?.MediaType,
            response
                .Headers.Concat(response.Content.Headers)
                .ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase)
        );
}
