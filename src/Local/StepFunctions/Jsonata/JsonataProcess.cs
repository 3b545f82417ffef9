using System.Diagnostics;
using System.Text;
using System.Text.Json;
using KillSwitch.StatesLanguage;

namespace KillSwitch.Local.StepFunctions.Jsonata;

/// <summary>One child process that evaluates JSONata. Not thread-safe: one request at a time.</summary>
internal sealed class JsonataProcess : IDisposable
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly Process _process;
    private readonly StringBuilder _errors = new();

    public JsonataProcess(string nodeProgram, string script, string nodeDirectory)
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

    public int Id => _process.Id;

    public bool IsAlive => !_process.HasExited;

    /// <returns>The answer, or null where the process ended without one.</returns>
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
