using System.Diagnostics;
using KillSwitch.Local.Cli;
using KillSwitch.Local.Tests.Stack;
using KillSwitch.Tests;

namespace KillSwitch.Local.Tests.Documentation;

/// <summary>Every line of shell in docs/local.md that acts in a running stack, as it is typed, against one.</summary>
[Collection(ProcessesCollection.Name)]
public sealed class LocalPageTests : IAsyncLifetime
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);

    private readonly TempFolder _folder = new();
    private RunningStack _stack = null!;

    public async Task InitializeAsync()
    {
        _stack = new RunningStack(_folder.File("data"));
        await _stack.StartAsync();
        await File.WriteAllTextAsync(
            _folder.File("run"),
            $"""
            #!/usr/bin/env bash
            exec dotnet '{typeof(CommandLine).Assembly.Location}' "$@" --data '{_stack.Data.Path}'
            """
        );
    }

    public async Task DisposeAsync()
    {
        await _stack.DisposeAsync();
        _folder.Dispose();
    }

    [ShellFact("bash")]
    public async Task FromATerminal_AsTyped_KillsAndRestores()
    {
        var said = await TypeAsync("An incident from a terminal");

        Assert.Contains("ACCOUNT:12345", said);
        Assert.Contains("ACCOUNT:42: in force since", said);
        Assert.Contains("ACCOUNT:42: restored at", said);
        Assert.Contains("DROP", said);
    }

    [ShellFact("bash", "curl", "aws")]
    public async Task ByHand_AsTyped_KillsDropsAndRestores()
    {
        var said = await TypeAsync("An incident by hand");

        Assert.Contains("1 order in", said);
        Assert.Contains("0 allowed, 1 dropped, 0 rejected", said);
        Assert.Contains("\"order_id\":\"o-1\"", said);
        Assert.Contains("\"decision\":\"DROP\"", said);
        Assert.Contains("\"order_id\":\"o-3\"", said);
        Assert.EndsWith("\"SUCCEEDED\"", said.TrimEnd());
    }

    private async Task<string> TypeAsync(string section)
    {
        var script = string.Join('\n', Shell(section).Prepend("chmod u+x run"))
            .Replace("http://127.0.0.1:8080", _stack.Endpoints.Api, StringComparison.Ordinal)
            .Replace("http://127.0.0.1:8083", _stack.Endpoints.States, StringComparison.Ordinal)
            .Replace("http://127.0.0.1:8000", _stack.Endpoints.Dynamodb, StringComparison.Ordinal);
        var start = new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", script])
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            Environment = { ["AWS_PAGER"] = "", ["AWS_EC2_METADATA_DISABLED"] = "true" },
        };
        using var bash = Process.Start(start)!;
        bash.StandardInput.Close();
        var (output, errors) = (bash.StandardOutput.ReadToEndAsync(), bash.StandardError.ReadToEndAsync());
        using var deadline = new CancellationTokenSource(Deadline);
        try
        {
            await bash.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            bash.Kill(entireProcessTree: true);
        }
        Assert.True(bash.ExitCode == 0, $"It ended with {bash.ExitCode}:\n{await output}\n{await errors}\n\n{script}");
        return await output;
    }

    /// <summary>The indented lines of a section.</summary>
    private static IEnumerable<string> Shell(string section) =>
        File.ReadLines(SourceTree.File("docs/local.md"))
            .SkipWhile(line => line != $"## {section}")
            .Skip(1)
            .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Where(line => line.StartsWith("    ", StringComparison.Ordinal))
            .Select(line => line[4..]);
}
