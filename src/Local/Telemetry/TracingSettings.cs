using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Local.Telemetry;

/// <summary>Where spans go.</summary>
/// <param name="OtlpEndpoint"><c>OTEL_EXPORTER_OTLP_ENDPOINT</c>: an http or https address such as <c>http://127.0.0.1:4317</c>.
/// Null (default): spans are not exported.</param>
public sealed record TracingSettings(string? OtlpEndpoint)
{
    private const string Variable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static TracingSettings FromEnvironment() =>
        new(Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } value ? value : null);

    internal void Validate()
    {
        if (OtlpEndpoint is null)
            return;
        if (!Uri.TryCreate(OtlpEndpoint, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            throw new InvalidSettingsException([
                $"{Variable} is '{OtlpEndpoint}', which is not an address. Write one such as http://127.0.0.1:4317, or unset it to export no traces.",
            ]);
    }
}
