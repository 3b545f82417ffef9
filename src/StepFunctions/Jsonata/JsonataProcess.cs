using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using KillSwitch.StatesLanguage;

namespace KillSwitch.StepFunctions.Jsonata;

/// <summary>One child process that evaluates JSONata. Not thread-safe: one request at a time.</summary>
internal sealed class JsonataProcess : IDisposable
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private static readonly TimeSpan StartWithin = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _errors = new();

    private JsonataProcess(string nodeProgram, string script, string nodeDirectory)
    {
        var start = new ProcessStartInfo(nodeProgram)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = Utf8,
            StandardOutputEncoding = Utf8,
            UseShellExecute = false,
        };
        // Enough for the largest values states may pass, and no more: an expression that fills memory dies alone.
        start.ArgumentList.Add("--max-old-space-size=256");
        start.ArgumentList.Add(script);
        start.ArgumentList.Add(nodeDirectory);
        _process = Process.Start(start) ?? throw new InvalidOperationException($"{nodeProgram} did not start.");
        _process.ErrorDataReceived += (_, line) =>
        {
            lock (_errors)
            {
                if (line.Data is not null && _errors.Length < 4000)
                    _errors.AppendLine(line.Data);
            }
        };
        _process.BeginErrorReadLine();
    }

    /// <summary>Starts one and waits until it can be asked, so that no evaluation pays for the start.</summary>
    /// <exception cref="InvalidOperationException">It ended, or was not ready in time; the message says what it said.</exception>
    public static async Task<JsonataProcess> StartAsync(
        string nodeProgram,
        string script,
        string nodeDirectory,
        CancellationToken cancellationToken
    )
    {
        var process = new JsonataProcess(nodeProgram, script, nodeDirectory);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StartWithin);
        try
        {
            if (await process._process.StandardOutput.ReadLineAsync(limit.Token).ConfigureAwait(false) is not null)
                return process;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Told below, with what it said.
        }
        catch
        {
            process.Dispose();
            throw;
        }
        var words = process.LastWords();
        process.Dispose();
        throw new InvalidOperationException($"The JSONata evaluator did not start within {StartWithin}. {words}".TrimEnd());
    }

    public int Id => _process.Id;

    /// <summary>The processor time it has used; zero where it has ended.</summary>
    public TimeSpan Computed
    {
        get
        {
            try
            {
                _process.Refresh();
                return _process.TotalProcessorTime;
            }
            catch (Exception ended) when (ended is InvalidOperationException or Win32Exception)
            {
                return TimeSpan.Zero;
            }
        }
    }

    public bool IsAlive => !_process.HasExited;

    /// <returns>The answer, or null where the process ended without one.</returns>
    /// <exception cref="JsonException">The answer holds a value that this engine cannot: too deep, or half a character.</exception>
    public async Task<JsonElement?> AskAsync(string request, CancellationToken cancellationToken)
    {
        try
        {
            await _process.StandardInput.WriteAsync((request + "\n").AsMemory(), cancellationToken).ConfigureAwait(false);
            await _process.StandardInput.FlushAsync(cancellationToken).ConfigureAwait(false);
            var answer = await _process.StandardOutput.ReadLineAsync(cancellationToken).ConfigureAwait(false);
            return answer is null ? null : Json.Parse(answer);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>What it wrote to its error stream, for messages.</summary>
    public string LastWords()
    {
        lock (_errors)
            return _errors.ToString().Trim();
    }

    public void Dispose()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
        _process.Dispose();
    }
}
