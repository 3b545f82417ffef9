using System.Diagnostics;
using System.Text;
using KillSwitch.Api.OpenApi;
using KillSwitch.Aws.Http;
using KillSwitch.Tests;

namespace KillSwitch.Api.Tests.OpenApi;

/// <summary>The document, held by somebody else's validator to the schema that the OpenAPI Initiative publishes.</summary>
public sealed class OpenApiValidatorTests
{
    [OpenApiValidatorFact]
    public async Task Validator_TheDocumentOfOneMachine_FindsNothing()
    {
        var (isValid, says) = await ValidateAsync(SourceTree.File("docs", "openapi.json"));

        Assert.True(isValid, says);
    }

    [OpenApiValidatorFact]
    public async Task Validator_TheDocumentOfAws_FindsNothing()
    {
        using var folder = new TempFolder();
        var file = await WriteAsync(folder, OpenApiDocument.Of(GatewayRoutes.All));

        var (isValid, says) = await ValidateAsync(file);

        Assert.True(isValid, says);
    }

    /// <summary>A validator that passes anything would hold nothing.</summary>
    [OpenApiValidatorFact]
    public async Task Validator_AParameterInNoPlace_IsFound()
    {
        using var folder = new TempFolder();
        var good = Encoding.UTF8.GetString(OpenApiDocument.Of(GatewayRoutes.All));
        var spoiled = good.Replace("\"in\": \"path\"", "\"in\": \"somewhere\"", StringComparison.Ordinal);
        Assert.NotEqual(good, spoiled);

        Assert.False((await ValidateAsync(await WriteAsync(folder, Encoding.UTF8.GetBytes(spoiled)))).IsValid);
    }

    private static async Task<string> WriteAsync(TempFolder folder, byte[] document)
    {
        var file = folder.File("openapi.json");
        await File.WriteAllBytesAsync(file, document);
        return file;
    }

    private static async Task<(bool IsValid, string Says)> ValidateAsync(string file)
    {
        using var validator = Process.Start(new ProcessStartInfo("node")
        {
            ArgumentList = { OpenApiValidatorFactAttribute.Program, file },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = validator.StandardError.ReadToEndAsync();
        var says = await validator.StandardOutput.ReadToEndAsync() + await errors;
        await validator.WaitForExitAsync();
        return (validator.ExitCode == 0, says);
    }
}
