using KillSwitch.WebConsole.Traces;

namespace KillSwitch.WebConsole.Tests.Traces;

internal static class SampleSpans
{
    public static string TraceId(int number) => number.ToString("x32");

    public static Span Of(
        int trace,
        int number,
        int? parent = null,
        string part = "api",
        string name = "act",
        long startUs = 1_000,
        long durationUs = 10,
        string? error = null,
        IReadOnlyDictionary<string, string>? tags = null,
        params int[] links
    ) => new(
        TraceId(trace),
        number.ToString("x16"),
        parent?.ToString("x16"),
        part,
        name,
        startUs,
        durationUs,
        error,
        tags ?? new Dictionary<string, string>(),
        [.. links.Select(TraceId)]
    );
}
