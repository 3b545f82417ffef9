using System.ComponentModel;
using System.Diagnostics;
using Amazon.DynamoDBv2;
using KillSwitch.Tests;

namespace KillSwitch.DynamoDb.Tests;

/// <summary>DynamoDB's API in a child process, with tables; one for all tests of a class, each of which uses scopes of its own.</summary>
public sealed class Dynalite : IAsyncLifetime
{
    private static readonly string s_packages = Path.Combine(Root(), "src", "Hosting", "Node");
    private static readonly Lazy<string?> s_whyNot = new(Look);

    private readonly string _directory = Directory.CreateTempSubdirectory("killswitch-dynalite-").FullName;
    private Process? _process;

    public static string? WhyNot => s_whyNot.Value;

    public DynamoDbSettings Settings { get; private set; } = new();

    public IAmazonDynamoDB Client { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (WhyNot is not null)
            return;
        _process = Process.Start(new ProcessStartInfo("node")
        {
            ArgumentList = { Path.Combine(s_packages, "dynalite-host.mjs"), "0", _directory },
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

    private static string? Look()
    {
        if (!Directory.Exists(Path.Combine(s_packages, "node_modules", "dynalite")))
            return "dynalite is not installed: run npm ci in src/Hosting/Node.";
        try
        {
            using var node = Process.Start(new ProcessStartInfo("node", "--version") { RedirectStandardOutput = true });
            return null;
        }
        catch (Win32Exception)
        {
            return "node is not on the PATH.";
        }
    }

    private static string Root()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "KillSwitch.slnx")))
                return directory.FullName;
        }
        throw new InvalidOperationException("The repository's root, where KillSwitch.slnx is, was not found above the tests.");
    }
}
