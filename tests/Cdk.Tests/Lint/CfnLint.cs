using System.Diagnostics;

namespace KillSwitch.Cdk.Tests.Lint;

/// <summary>cfn-lint, which checks templates against CloudFormation's own schemas and much of what services say on top.</summary>
internal static class CfnLint
{
    private const string Program = "cfn-lint";

    // CDK writes a function's role into DependsOn itself, so that its policies are there, too.
    private const string Ignored = "W3005";

    /// <summary>Why it cannot be asked; null: it can.</summary>
    public static string? WhyNot { get; } = Runs() ? null : $"{Program} is not on the PATH: pip install {Program}";

    /// <returns>What it found, a line each.</returns>
    public static async Task<IReadOnlyList<string>> CheckAsync(IEnumerable<string> templates, string region)
    {
        using var process = Start(["--format", "parseable", "--regions", region, "--ignore-checks", Ignored, "--", .. templates]);
        var found = process.StandardOutput.ReadToEndAsync();
        var failed = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return [.. (await found + await failed).Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }

    private static bool Runs()
    {
        try
        {
            using var process = Start(["--version"]);
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static Process Start(string[] arguments) =>
        Process.Start(new ProcessStartInfo(Program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
}
