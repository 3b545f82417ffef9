using System.Diagnostics;
using Amazon.DynamoDBv2;
using KillSwitch.Tests;

namespace KillSwitch.DynamoDb.Tests;

/// <summary>DynamoDB's API in a child process, with tables; one for all tests of a class, each of which uses scopes of its own.</summary>
public sealed class Dynalite : IAsyncLifetime
{
    private readonly string _directory = Directory.CreateTempSubdirectory("killswitch-dynalite-").FullName;
    private Process? _process;

    public DynamoDbSettings Settings { get; private set; } = new();

    public IAmazonDynamoDB Client { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (Node.WhyNot is not null)
            return;
        _process = Process.Start(new ProcessStartInfo("node")
        {
            ArgumentList = { Path.Combine(Node.Directory, "dynalite-host.mjs"), "0", _directory },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var line = await _process.StandardOutput.ReadLineAsync();
        Settings = new DynamoDbSettings { Endpoint = "http://127.0.0.1:" + line!["listening ".Length..] }.Validated();
        Client = Settings.CreateClient();
        await new TableAdmin(Client, Settings, TimeProvider.System).EnsureAsync(CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        Client?.Dispose();
        if (_process is not null)
        {
            _process.StandardInput.Close();
            await _process.WaitForExitAsync();
            _process.Dispose();
        }
        Directory.Delete(_directory, recursive: true);
    }
}
