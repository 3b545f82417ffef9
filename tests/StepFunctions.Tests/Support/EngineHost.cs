using System.Text.Json;
using KillSwitch.StatesLanguage;
using KillSwitch.StepFunctions;
using KillSwitch.StepFunctions.Client;
using KillSwitch.StepFunctions.Server;
using KillSwitch.Tests;
using Microsoft.Extensions.Logging.Abstractions;

namespace KillSwitch.StepFunctions.Tests.Support;

/// <summary>The endpoint on a folder of its own, with a Lambda beside it.</summary>
internal sealed class EngineHost : IAsyncDisposable
{
    public const string Role = "arn:aws:iam::000000000000:role/r";

    private readonly TempFolder _folder = new();
    private readonly TimeProvider _time;
    private readonly Func<StepFunctionsOptions, StepFunctionsOptions> _configure;
    private readonly HttpClient _http = new();

    private EngineHost(FakeLambda lambda, TimeProvider time, Func<StepFunctionsOptions, StepFunctionsOptions> configure) =>
        (Lambda, _time, _configure) = (lambda, time, configure);

    public FakeLambda Lambda { get; }

    public string Folder => _folder;

    public string Journal => Path.Combine(_folder, StepFunctionsServer.JournalName);

    public StepFunctionsServer Server { get; private set; } = null!;

    public Uri Endpoint => Server.Endpoint;

    public static async Task<EngineHost> StartAsync(
        TimeProvider? time = null,
        Func<StepFunctionsOptions, StepFunctionsOptions>? configure = null
    )
    {
        var host = new EngineHost(await FakeLambda.StartAsync(), time ?? TimeProvider.System, configure ?? (o => o));
        await host.StartServerAsync();
        return host;
    }

    public StepFunctionsOptions Options => _configure(new StepFunctionsOptions
    {
        DataDirectory = _folder,
        LambdaEndpoint = Lambda.Endpoint,
        NodeDirectory = Node.Directory,
        JournalSync = JournalSync.OperatingSystem,
    });

    public async Task StartServerAsync() =>
        Server = await StepFunctionsServer.StartAsync(Options, _time, NullLoggerFactory.Instance, CancellationToken.None);

    /// <summary>Stops the endpoint and starts it on the same folder.</summary>
    public async Task RestartAsync()
    {
        await Server.DisposeAsync();
        await StartServerAsync();
    }

    public async Task<string> CreateAsync(string definition, string name = "m")
    {
        var answer = await CallAsync("CreateStateMachine", new { name, definition, roleArn = Role });
        return Json.Text(answer, "stateMachineArn") ?? throw new InvalidOperationException(Json.Text(answer));
    }

    public async Task<string> StartExecutionAsync(string machine, string input = "{}", string? name = null)
    {
        var answer = await CallAsync(
            "StartExecution",
            name is null
                ? new { stateMachineArn = machine, input }
                : new
                {
                    stateMachineArn = machine,
                    input,
                    name,
                }
        );
        return Json.Text(answer, "executionArn") ?? throw new InvalidOperationException(Json.Text(answer));
    }

    /// <summary>Creates, starts and waits for the end.</summary>
    public async Task<ExecutionDescription> RunAsync(string definition, string input = "{}") =>
        await EndAsync(await StartExecutionAsync(await CreateAsync(definition), input));

    public Task<ExecutionDescription> EndAsync(string execution) => EndAsync(Endpoint, execution);

    public static async Task<ExecutionDescription> EndAsync(Uri endpoint, string execution)
    {
        using var client = new StepFunctionsClient(endpoint, "");
        ExecutionDescription? found = null;
        await UntilAsync(
            async () => (found = await client.FindAsync(execution, CancellationToken.None))!.Status != "RUNNING",
            $"{execution} has ended"
        );
        return found!;
    }

    /// <summary>One call; an error comes back as its members <c>__type</c> and <c>message</c>.</summary>
    public async Task<JsonElement> CallAsync(string operation, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Endpoint)
        {
            Content = new StringContent(JsonSerializer.Serialize(body)),
        };
        request.Headers.Add("X-Amz-Target", "AWSStepFunctions." + operation);
        using var response = await _http.SendAsync(request);
        return Json.Parse(await response.Content.ReadAsStringAsync());
    }

    public async Task<IReadOnlyList<string>> HistoryAsync(string execution)
    {
        using var client = new StepFunctionsClient(Endpoint, "");
        return [.. (await client.HistoryAsync(execution, CancellationToken.None)).Select(e => Json.Text(e, "type")!)];
    }

    /// <summary>The payload of the latest call of a function, once there is one more than <paramref name="before"/>.</summary>
    public async Task<JsonElement> CalledAsync(string function, int before = 0)
    {
        JsonElement payload = default;
        await UntilAsync(() =>
        {
            var calls = Lambda.Calls.Where(c => c.Function == function).ToList();
            payload = calls.Count > before ? calls[^1].Payload : default;
            return Task.FromResult(calls.Count > before);
        }, $"{function} is called");
        return payload;
    }

    public static Task UntilAsync(Func<Task<bool>> holds, string what) => Until.TrueAsync(what, holds);

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Lambda.DisposeAsync();
        _http.Dispose();
        _folder.Dispose();
    }
}
