using System.Diagnostics;
using System.Net;
using KillSwitch.Hosting.Processes;
using KillSwitch.Local.Stack;
using KillSwitch.Local.Tests.Stack;
using KillSwitch.Local.Tests.Support;
using KillSwitch.Tests;

namespace KillSwitch.Local.Tests.Cli;

/// <summary>Ctrl-C ends what waits, wherever that is, at once and in a line.</summary>
[Collection(ProcessesCollection.Name)]
public sealed class InterruptTests : IDisposable
{
    private const int Interrupted = 130;

    /// <summary>More than a pipe holds: once it is written, the program reads.</summary>
    private static readonly string s_input = string.Concat(Enumerable.Repeat(new string('x', 999) + "\n", 200));

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("orders", "-", "--bootstrap", "127.0.0.1:1")]
    [InlineData("demo", "--orders", "-")]
    [InlineData("token", "--revoke", "-")]
    public async Task StandardInput_ThatDoesNotEnd_IsLeft(params string[] arguments)
    {
        string[] data = arguments[0] == "token" ? ["--data", _folder] : [];
        await using var program = LocalProgram.Start([.. arguments, .. data]);
        await program.InputAsync(s_input);

        await StopsAsync(program, "stopped");
    }

    [ShellFact("mkfifo")]
    public async Task Orders_PipeThatNobodyWritesTo_IsLeft()
    {
        var pipe = _folder.File("pipe");
        using (var make = Process.Start("mkfifo", pipe))
            await make.WaitForExitAsync();
        await using var program = LocalProgram.Start("orders", pipe, "--bootstrap", "127.0.0.1:1");
        // Opened for writing as soon as it is opened for reading; nothing is written.
        await using var writer = await Task.Run(() => new FileStream(pipe, FileMode.Open, FileAccess.Write));

        await StopsAsync(program, "stopped");
    }

    /// <summary>The kill is commanded, and nobody has seen it in force.</summary>
    [Fact]
    public async Task Kill_BetweenCommandedAndInForce_SaysThatItMayBeInForce()
    {
        using var api = await ApiAsync();
        await using var act = LocalProgram.Start("kill", "ACCOUNT:A-1", "why", "--data", _folder);

        await AnswerAsync(api, 202, """{"scope":"ACCOUNT:A-1","message":"It is commanded."}""");
        await AnswerAsync(api, 200, "[]");

        await StopsAsync(act, "The kill is commanded and may be in force. ./run state --data ");
    }

    [Fact]
    public async Task Kill_BeforeItIsAnswered_SaysThatNobodyKnows()
    {
        using var api = await ApiAsync();
        await using var act = LocalProgram.Start("kill", "ACCOUNT:A-1", "why", "--data", _folder);

        await api.GetContextAsync();

        await StopsAsync(act, "It is not known whether it is done. ./run state --data ");
    }

    private static async Task StopsAsync(LocalProgram program, string says)
    {
        await program.SignalAsync("INT");

        Assert.Equal(Interrupted, await program.EndAsync());
        Assert.Contains(says, program.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", program.Said, StringComparison.Ordinal);
    }

    private async Task<HttpListener> ApiAsync()
    {
        var api = new HttpListener();
        var address = $"http://127.0.0.1:{FreePorts.Take(1)[0]}";
        api.Prefixes.Add(address + "/");
        api.Start();
        await new EndpointsFile(new DataDirectory(_folder), TimeProvider.System).UpdateAsync(e => e with { Api = address }, default);
        return api;
    }

    private static async Task AnswerAsync(HttpListener api, int status, string json)
    {
        var asked = await api.GetContextAsync();
        asked.Response.StatusCode = status;
        await asked.Response.OutputStream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(json));
        asked.Response.Close();
    }
}
