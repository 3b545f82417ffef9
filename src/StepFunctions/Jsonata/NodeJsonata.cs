using System.Collections.Concurrent;
using System.ComponentModel;
using System.Text.Json;
using KillSwitch.StatesLanguage;
using KillSwitch.StatesLanguage.Jsonata;
using Microsoft.Extensions.Logging;

namespace KillSwitch.StepFunctions.Jsonata;

/// <summary>
/// JSONata by its reference implementation, in child processes. One that dies, or stands still, is replaced and its evaluation
/// tried once more; one that computes too long is killed, and only the evaluation that took long fails. Thread-safe.
/// </summary>
internal sealed class NodeJsonata(StepFunctionsOptions options, ILogger logger) : IJsonata, IDisposable
{
    private const string ScriptName = "jsonata-worker.mjs";

    private readonly ConcurrentBag<JsonataProcess> _idle = [];
    private readonly SemaphoreSlim _slots = new(options.JsonataProcesses);
    private readonly string _script = Path.Combine(AppContext.BaseDirectory, "StepFunctions", "Jsonata", ScriptName);
    private bool _disposed;

    /// <summary>The processes that wait for work.</summary>
    internal IReadOnlyList<int> ProcessIds => [.. _idle.Select(p => p.Id)];

    /// <summary>
    /// Starts every process ahead of its first evaluation, which then waits for none: under load a start takes seconds, and a kill
    /// would pay for it. To be called before anything is evaluated. Needless but for that, and never fails: whoever evaluates is
    /// told why not.
    /// </summary>
    public Task WarmUpAsync() => Task.WhenAll(Enumerable.Range(0, options.JsonataProcesses).Select(_ => WarmUpOneAsync()));

    public async ValueTask<IReadOnlyList<JsonataResult>> EvaluateAsync(
        IReadOnlyList<string> expressions,
        JsonElement bindings,
        CancellationToken cancellationToken
    )
    {
        var request = Json.Text(Json.Object(("expressions", Json.Array(expressions.Select(Json.String))), ("bindings", bindings)));
        var (answer, error) = await AskAsync(request, cancellationToken).ConfigureAwait(false);
        if (answer is null)
            return [.. expressions.Select(_ => JsonataResult.Failed(error!))];
        return [.. answer.Value.GetProperty("results").EnumerateArray().Select(Result)];
    }

    public async ValueTask<string?> CheckAsync(string expression, CancellationToken cancellationToken)
    {
        var (answer, error) = await AskAsync(Json.Text(Json.Object(("check", Json.String(expression)))), cancellationToken)
            .ConfigureAwait(false);
        return answer is null ? error : Json.Text(answer.Value, "error");
    }

    public void Dispose()
    {
        _disposed = true;
        DisposeIdle();
    }

    private static JsonataResult Result(JsonElement result)
    {
        if (Json.Member(result, "value") is { } value)
            return JsonataResult.Of(value);
        if (Json.Text(result, "error") is { } error)
            return JsonataResult.Failed(error);
        return Json.Text(result, "type") is { } type ? JsonataResult.NotJson(type) : JsonataResult.Nothing;
    }

    private async Task WarmUpOneAsync()
    {
        // Whoever evaluates meanwhile waits for this one, which is nearer to its end than one more would be.
        await _slots.WaitAsync().ConfigureAwait(false);
        try
        {
            Return(await StartAsync(CancellationToken.None).ConfigureAwait(false));
        }
        catch (InvalidOperationException)
        {
            // Said when it is needed.
        }
        finally
        {
            _slots.Release();
        }
    }

    private async Task<(JsonElement? Answer, string? Error)> AskAsync(string request, CancellationToken cancellationToken)
    {
        await _slots.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                var process = await TakeAsync(cancellationToken).ConfigureAwait(false);
                JsonElement? answer;
                bool late;
                var computedBefore = process.Computed;
                try
                {
                    (answer, late) = await AskAsync(process, request, cancellationToken).ConfigureAwait(false);
                }
                catch (JsonException wrong)
                {
                    // The whole line was read: the process is as good as before.
                    Return(process);
                    return (null, $"The evaluation gave a value that cannot be passed on: {wrong.Message}");
                }
                if (answer is not null)
                {
                    Return(process);
                    return (answer, null);
                }
                var words = process.LastWords();
                // No expression is at fault when the process, or the whole machine, stood still: it was hardly at work.
                var stoodStill = late && process.Computed - computedBefore < options.JsonataTimeout / 4;
                process.Dispose();
                if (stoodStill && attempt == 1)
                {
                    Logs.JsonataStoodStill(logger, options.JsonataTimeout);
                    continue;
                }
                if (late)
                {
                    Logs.JsonataTooLong(logger, options.JsonataTimeout);
                    return (null, $"The evaluation took longer than {options.JsonataTimeout.TotalSeconds:0.###} s and was cut off");
                }
                Logs.JsonataDied(logger, words);
                if (attempt == 2)
                    return (null, $"The JSONata evaluator ended without an answer. {words}".TrimEnd());
            }
        }
        finally
        {
            _slots.Release();
        }
    }

    private async Task<(JsonElement? Answer, bool Late)> AskAsync(
        JsonataProcess process,
        string request,
        CancellationToken cancellationToken
    )
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.JsonataTimeout);
        try
        {
            return (await process.AskAsync(request, limit.Token).ConfigureAwait(false), false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, true);
        }
        catch (OperationCanceledException)
        {
            // Its answer would be taken for that of the next request.
            process.Dispose();
            throw;
        }
    }

    private async Task<JsonataProcess> TakeAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        while (_idle.TryTake(out var process))
        {
            if (process.IsAlive)
                return process;
            Logs.JsonataDied(logger, process.LastWords());
            process.Dispose();
        }
        return await StartAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <exception cref="InvalidOperationException">It does not start; the message says what to do.</exception>
    private async Task<JsonataProcess> StartAsync(CancellationToken cancellationToken)
    {
        if (!Directory.Exists(Path.Combine(options.NodeDirectory, "node_modules", "jsonata")))
            throw new InvalidOperationException(
                $"JSONata is not installed in {options.NodeDirectory} (setting StepFunctions.NodeDirectory). Run: npm ci --prefix {options.NodeDirectory}"
            );
        try
        {
            return await JsonataProcess
                .StartAsync(options.NodeProgram, _script, options.NodeDirectory, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (Win32Exception notFound)
        {
            throw new InvalidOperationException(
                $"'{options.NodeProgram}' cannot be started (setting StepFunctions.NodeProgram): {notFound.Message}. Install Node 22 (20 to 24 serve).",
                notFound
            );
        }
    }

    private void Return(JsonataProcess process)
    {
        _idle.Add(process);
        if (_disposed)
            DisposeIdle();
    }

    private void DisposeIdle()
    {
        while (_idle.TryTake(out var process))
            process.Dispose();
    }
}
