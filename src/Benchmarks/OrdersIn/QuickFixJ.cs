using System.Diagnostics;
using System.Globalization;

namespace KillSwitch.Benchmarks.OrdersIn;

/// <summary>
/// QuickFIX/J's own parser on the same log, in a JVM beside this process: what people use where a FIX log is to be read. It takes the
/// messages apart and looks at their checksums, and makes no orders of them.
/// </summary>
/// <param name="jars">A folder with <c>quickfixj-core</c> and what it needs.</param>
internal sealed class QuickFixJ(string jars)
{
    private const string Source = "ParseLog.java";

    /// <summary>The one that is there; null without <c>QUICKFIXJ_HOME</c>.</summary>
    public static QuickFixJ? FromEnvironment() =>
        Environment.GetEnvironmentVariable("QUICKFIXJ_HOME") is { Length: > 0 } home ? new QuickFixJ(home) : null;

    /// <summary>Parses the log again and again, and tells how fast it was once the JVM was warm.</summary>
    /// <param name="log">A file.</param>
    /// <param name="length">Of a round; there are four, of which the first does not count.</param>
    /// <param name="cancellationToken">Ends the JVM.</param>
    /// <returns>Bytes of messages in a second of processor time: the median of the rounds.</returns>
    /// <exception cref="InvalidOperationException">It did not run; the message has what it said.</exception>
    public async Task<double> BytesASecondAsync(string log, TimeSpan length, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("java")
        {
            ArgumentList =
            {
                "-cp", $"{jars}/*", Path.Combine(AppContext.BaseDirectory, "OrdersIn", Source), log,
                length.TotalSeconds.ToString(CultureInfo.InvariantCulture),
            },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var java = Process.Start(start) ?? throw new InvalidOperationException("java did not start.");
        await using var stop = cancellationToken.Register(() => java.Kill(entireProcessTree: true));
        var (said, wrong) = (java.StandardOutput.ReadToEndAsync(cancellationToken), java.StandardError.ReadToEndAsync(cancellationToken));
        await java.WaitForExitAsync(cancellationToken);
        var rates = (await said)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => double.Parse(line, CultureInfo.InvariantCulture))
            .ToList();
        return java.ExitCode == 0 && rates.Count > 0
            ? Rounds.Median(rates)
            : throw new InvalidOperationException($"QuickFIX/J in {jars} did not run (exit code {java.ExitCode}): {await wrong}");
    }
}
