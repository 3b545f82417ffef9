using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using KillSwitch.Hosting;
using KillSwitch.StatesLanguage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace KillSwitch.StepFunctions.Tests.Support;

/// <summary>Lambda's Invoke API with functions that a test writes.</summary>
internal sealed class FakeLambda : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Func<JsonElement, Task<Reply>>> _functions = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<(string Function, JsonElement Payload)> _calls = new();
    private WebApplication? _app;

    /// <summary>What a function answers.</summary>
    /// <param name="Body">The payload.</param>
    /// <param name="Status">200, or what Lambda itself answers.</param>
    /// <param name="Failed">Whether the function threw.</param>
    internal sealed record Reply(string Body, int Status = 200, bool Failed = false);

    public Uri Endpoint { get; private set; } = null!;

    /// <summary>All calls so far, in the order they came.</summary>
    public IReadOnlyList<(string Function, JsonElement Payload)> Calls => [.. _calls];

    public static async Task<FakeLambda> StartAsync(int port = 0)
    {
        var lambda = new FakeLambda();
        var listen = new IPEndPoint(IPAddress.Loopback, port);
        lambda._app = KestrelHost.CreateBuilder(listen, new ConnectionLimits(), NullLoggerFactory.Instance, _ => { }).Build();
        lambda._app.Run(lambda.HandleAsync);
        lambda.Endpoint = await KestrelHost.StartAsync(lambda._app, listen, "test", CancellationToken.None);
        return lambda;
    }

    public FakeLambda On(string function, Func<JsonElement, string> answer) =>
        On(function, payload => Task.FromResult(new Reply(answer(payload))));

    public FakeLambda On(string function, Func<JsonElement, Task<Reply>> answer)
    {
        _functions[function] = answer;
        return this;
    }

    public async ValueTask DisposeAsync() => await _app!.DisposeAsync();

    private async Task HandleAsync(HttpContext http)
    {
        var function = Uri.UnescapeDataString(http.Request.Path.Value!.Split('/')[3]);
        var payload = Json.Parse(await new StreamReader(http.Request.Body).ReadToEndAsync());
        _calls.Enqueue((function, payload));
        if (!_functions.TryGetValue(function.Split(':')[^1], out var answer))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            http.Response.Headers["x-amzn-ErrorType"] = "ResourceNotFoundException";
            await http.Response.WriteAsync($$"""{"Type":"User","Message":"Function not found: {{function}}"}""");
            return;
        }
        var reply = await answer(payload);
        http.Response.StatusCode = reply.Status;
        if (reply.Failed)
            http.Response.Headers["X-Amz-Function-Error"] = "Unhandled";
        await http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(reply.Body));
    }
}
