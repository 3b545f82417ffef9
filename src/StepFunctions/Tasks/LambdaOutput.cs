using System.Globalization;
using System.Text;
using System.Text.Json;
using KillSwitch.StatesLanguage;

namespace KillSwitch.StepFunctions.Tasks;

/// <summary>
/// The output of <c>lambda:invoke</c>: the payload among what the SDK knows of the response. The headers are those that
/// AWS shows, whatever the local server sent besides.
/// </summary>
internal static class LambdaOutput
{
    public static JsonElement Of(HttpResponseMessage response, string body, JsonElement payload)
    {
        var requestId = Header(response, "x-amzn-RequestId") ?? Guid.NewGuid().ToString();
        var version = Header(response, "X-Amz-Executed-Version") ?? "$LATEST";
        (string Name, string Value)[] headers =
        [
            ("X-Amz-Executed-Version", version),
            ("x-amzn-Remapped-Content-Length", "0"),
            ("Connection", "keep-alive"),
            ("x-amzn-RequestId", requestId),
            ("Content-Length", Encoding.UTF8.GetByteCount(body).ToString(CultureInfo.InvariantCulture)),
            ("Date", response.Headers.Date?.ToString("r", CultureInfo.InvariantCulture) ?? ""),
            ("X-Amzn-Trace-Id", Header(response, "X-Amzn-Trace-Id") ?? Untraced()),
            ("Content-Type", "application/json"),
        ];
        return Json.Object(
            ("ExecutedVersion", Json.String(version)),
            ("Payload", payload),
            (
                "SdkHttpMetadata",
                Json.Object(
                    ("AllHttpHeaders", Json.Object(headers.Select(h => KeyValuePair.Create(h.Name, Json.Array([Json.String(h.Value)]))))),
                    (
                        "HttpHeaders",
                        Json.Object(
                            headers
                                .OrderBy(h => h.Name, StringComparer.OrdinalIgnoreCase)
                                .Select(h => KeyValuePair.Create(h.Name, Json.String(h.Value)))
                        )
                    ),
                    ("HttpStatusCode", Json.Number((long)response.StatusCode))
                )
            ),
            ("SdkResponseMetadata", Json.Object(("RequestId", Json.String(requestId)))),
            ("StatusCode", Json.Number((long)response.StatusCode)));
    }

    /// <summary>A trace of its own, which nobody keeps.</summary>
    private static string Untraced()
    {
        var id = Guid.NewGuid().ToString("n");
        return $"Root=1-{id[..8]}-{id[8..]};Sampled=0";
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.First() : null;
}
