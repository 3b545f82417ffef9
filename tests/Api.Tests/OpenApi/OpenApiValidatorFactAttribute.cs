using KillSwitch.Tests;

namespace KillSwitch.Api.Tests.OpenApi;

/// <summary>A test that needs openapi-schema-validator; skipped, with the reason, where node or its packages are absent.</summary>
internal sealed class OpenApiValidatorFactAttribute : FactAttribute
{
    public OpenApiValidatorFactAttribute() =>
        Skip = File.Exists(Program)
            ? Programs.Find("node") is null ? "node is not on the PATH" : null
            : $"openapi-schema-validator is not installed: npm ci --prefix {Node.Directory}";

    public static string Program { get; } =
        Path.Combine(Node.Directory, "node_modules", "@seriousme", "openapi-schema-validator", "bin", "validate-api-cli.js");
}
