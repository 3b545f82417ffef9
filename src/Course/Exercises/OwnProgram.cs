using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace KillSwitch.Course.Exercises;

/// <summary>The program that a student wrote, in whatever language: started as his <c>run.json</c> says, in his folder.</summary>
internal static class OwnProgram
{
    private const string Name = "run.json";
    private static readonly TimeSpan s_within = TimeSpan.FromSeconds(10);

    /// <returns>The lines it wrote.</returns>
    /// <exception cref="AnswerUnreadableException">It could not be started, did not end in time, or failed; with what it said.</exception>
    public static IReadOnlyList<string> Run(string folder)
    {
        var command = Command(Path.Combine(folder, Name));
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
        if (!process.WaitForExit(s_within))
        {
            process.Kill(entireProcessTree: true);
            throw new AnswerUnreadableException(
                $"{string.Join(' ', command)} had not ended after {s_within.TotalSeconds:0} s, and was stopped."
            );
        }
        if (process.ExitCode != 0)
            throw new AnswerUnreadableException($"{string.Join(' ', command)} ended with {process.ExitCode}: {LastLine(wrong.Result)}");
        return said.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    private static string[] Command(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(path), RunJson.Default.RunFile) is { Run: [_, ..] run }
                ? run
                : throw new AnswerUnreadableException($"{path} has to name your program: {{ \"run\": [\"python3\", \"router.py\"] }}");
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new AnswerUnreadableException($"{path} cannot be read: {e.Message} It names your program: {{ \"run\": [\"python3\", \"router.py\"] }}", e);
        }
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
                $"'{start.FileName}' cannot be started: {e.Message} Install it, or write your program in another language and name that in {Name}.",
                e
            );
        }
    }

    private static string LastLine(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault("it said nothing.");

    internal sealed record RunFile(string[]? Run);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(OwnProgram.RunFile))]
internal sealed partial class RunJson : JsonSerializerContext;
