using System.Text;
using KillSwitch.Hosting;
using KillSwitch.Local.Identity;
using KillSwitch.Local.Stack;
using KillSwitch.Local.Stack.Parts;
using KillSwitch.Local.Tests.Stack;
using KillSwitch.Local.Tests.Support;
using KillSwitch.Tests;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Local.Tests.Security.Support;

/// <summary>The whole stack, once for a class, with all that its own code logs down to the last detail.</summary>
public sealed class StackFixture : IAsyncLifetime
{
    /// <summary>Enough that the limit of one person's requests is not what a test of races runs into.</summary>
    public const int Approvers = 20;

    private readonly TempFolder _folder = new();
    private readonly LogLines _log = new();
    private LocalStack? _stack;

    internal DataDirectory Data { get; private set; } = null!;

    internal Endpoints Endpoints => _stack!.Endpoints;

    internal string Log => _log.ToString();

    public async Task InitializeAsync()
    {
        if (Node.WhyNot is not null)
            return;
        // A new folder, so that its mode is the program's own doing.
        Data = new DataDirectory(_folder.File("data"));
        var approvers = Enumerable
            .Range(1, Approvers)
            .Select(i => $$"""{"name":"approver-{{i}}","email":"a{{i}}@example.com","roles":["approver"]}""");
        PrivateFolder.Write(
            Path.Combine(Data.Path, "users.json"),
            Encoding.UTF8.GetBytes(
                $$"""{"users":[{"name":"alice","roles":["operator"]},{"name":"bob","roles":["approver"]},{"name":"carol","roles":["approver"]},{"name":"dave","roles":["observer"]},{{string.Join(',', approvers)}}]}"""
            )
        );
        _stack = await LocalStack.StartAsync(
            new StackOptions { Data = Data },
            TimeProvider.System,
            _log.Factory,
            _log.Hear,
            CancellationToken.None
        );
    }

    internal Desk Desk() => new(Data, Endpoints.Api!, () => Log);

    /// <summary>Kills a scope, and returns when its incident is open.</summary>
    internal async Task<string> KillAsync(Desk desk, Scope scope)
    {
        var incident = await desk.KillAsync(scope);
        await Until.TrueAsync($"{scope} is killed", async () =>
            (await desk.People.Bob.GetAsync($"/incidents/{incident}", CancellationToken.None)).Ok
            && (await desk.IncidentAsync(incident)).Phase == IncidentPhase.Killed
        );
        return incident;
    }

    public async Task DisposeAsync()
    {
        if (_stack is not null)
            await _stack.DisposeAsync();
        _folder.Dispose();
    }
}
