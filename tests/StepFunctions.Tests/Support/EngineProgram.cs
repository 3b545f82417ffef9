using KillSwitch.StepFunctions;
using KillSwitch.StepFunctions.Server;
using KillSwitch.Tests;
using Microsoft.Extensions.Logging.Abstractions;

namespace KillSwitch.StepFunctions.Tests.Support;

/// <summary>What this assembly does when it is run as a program: the engine alone, so that a test can kill it.</summary>
internal static class EngineProgram
{
    public const string Verb = "engine";

    public static async Task<int> Main(string[] args)
    {
        if (args is not [Verb, var folder, var lambda])
            return 2;
        await using var server = await StepFunctionsServer.StartAsync(
            new StepFunctionsOptions { DataDirectory = folder, LambdaEndpoint = new Uri(lambda), NodeDirectory = Node.Directory },
            TimeProvider.System,
            NullLoggerFactory.Instance,
            CancellationToken.None);
        Console.WriteLine(server.Endpoint);
        // Until it is killed, or whoever started it is gone.
        await Console.In.ReadToEndAsync();
        return 0;
    }
}
