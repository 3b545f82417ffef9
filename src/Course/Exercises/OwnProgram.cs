using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace KillSwitch.Course.Exercises;

/// <summary>The program that a student wrote, in whatever language: started as his <c>run.json</c> says, in his folder.</summary>
internal static class OwnProgram
{
    private const string Name = "run.json";
    private const string Example = """{ "run": ["python3", "router.py"] }""";
    private static readonly TimeSpan s_within = TimeSpan.FromSeconds(10);

    /// <param name="folder">Where it is.</param>
    /// <param name="arguments">Behind what <c>run.json</c> says.</param>
    /// <returns>The lines it wrote.</returns>
    /// <exception cref="AnswerUnreadableException">It could not be started, did not end in time, or failed; with what it said.</exception>
    public static IReadOnlyList<string> Run(string folder, params string[] arguments) => Run(folder, s_within, arguments);

    /// <summary>The same with a limit of one's own on how long it may take.</summary>
    internal static IReadOnlyList<string> Run(string folder, TimeSpan within, string[] arguments)
    {
        string[] command = [.. Command(Path.Combine(folder, Name)), .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Started(start);
        process.StandardInput.Close();
        var (said, wrong) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        // Not its end alone: what it started may hold what it writes to open for ever.
        if (!Task.WhenAll(said, wrong, process.WaitForExitAsync()).Wait(within))
        {
            process.Kill(entireProcessTree: true);
            throw new AnswerUnreadableException(
                $"{string.Join(' ', command)}, or what it started, had not ended after {within.TotalSeconds:0.#} s, and was stopped."
            );
        }
        if (process.ExitCode != 0)
            throw new AnswerUnreadableException($"{string.Join(' ', command)} ended with {process.ExitCode}: {LastLine(wrong.Result)}");
        return said.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    private static List<string> Command(string path)
    {
        var json = JsonAnswer.Load(path, $"It names your program: {Example}");
        return json.TryGetProperty("run", out var run) && run.ValueKind == JsonValueKind.Array && run.GetArrayLength() > 0
            && run.EnumerateArray().All(word => word.ValueKind == JsonValueKind.String)
            ? [.. run.EnumerateArray().Select(word => word.GetString()!)]
            : throw new AnswerUnreadableException($"{path} has to name your program: {Example}");
    }

    private static Process Started(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new AnswerUnreadableException(
                $"'{start.FileName}' cannot be started: {e.Message.TrimEnd('.')}. Install it, or write your program in another language and name that in {Name}.",
                e
            );
        }
    }

    private static string LastLine(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault("it said nothing.");
}
