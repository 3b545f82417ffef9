using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using KillSwitch.Workflows.Routing;

namespace KillSwitch.Scenarios;

/// <summary>
/// Reads the user's orders, a line each. Every line that is not empty is kept as it is, good or bad; only what all of them say
/// together can be refused, which is the unit of their times.
/// </summary>
internal static class OrdersFileReader
{
    /// <param name="path">A file, or <c>-</c> for <paramref name="standardInput"/>.</param>
    /// <param name="standardInput">What <c>-</c> stands for.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The lines as they stand.</returns>
    /// <exception cref="OrdersFileException">There is no such file, it may not be read, a line is too long, or the times are not in
    /// milliseconds.</exception>
    public static async Task<List<OrdersFileLine>> ReadAsync(
        string path,
        Func<Stream>? standardInput,
        CancellationToken cancellationToken
    )
    {
        var lines = new List<OrdersFileLine>();
        var times = new OrdersFileTimes(path);
        var reader = PipeReader.Create(Open(path, standardInput));
        var number = 0L;
        try
        {
            while (true)
            {
                var read = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                var buffer = read.Buffer;
                while (TakeLine(ref buffer, read.IsCompleted, out var line))
                {
                    number++;
                    if (line.Length > OrdersFileScenario.MaxLineBytes)
                        throw TooLong(path, number);
                    if (line.Length > 0)
                        lines.Add(Peek(line, number, times));
                }
                reader.AdvanceTo(buffer.Start, buffer.End);
                if (read.IsCompleted)
                {
                    times.Check();
                    return lines;
                }
                if (buffer.Length > OrdersFileScenario.MaxLineBytes)
                    throw TooLong(path, number + 1);
            }
        }
        finally
        {
            await reader.CompleteAsync().ConfigureAwait(false);
        }
    }

    private static Stream Open(string path, Func<Stream>? standardInput)
    {
        if (path == "-")
            return (standardInput ?? Console.OpenStandardInput)();
        if (!File.Exists(path))
            throw new OrdersFileException(
                $"There is no file {path}. Name a file with one order as JSON on each line, or - to read them from standard input."
            );
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OrdersFileException($"The orders in {path} cannot be read: {e.Message}", e);
        }
    }

    private static bool TakeLine(ref ReadOnlySequence<byte> buffer, bool isLast, out byte[] line)
    {
        var reader = new SequenceReader<byte>(buffer);
        if (reader.TryReadTo(out ReadOnlySequence<byte> found, (byte)'\n'))
        {
            line = found.ToArray();
            buffer = buffer.Slice(reader.Position);
            return true;
        }
        line = isLast ? buffer.ToArray() : [];
        if (!isLast || line.Length == 0)
            return false;
        buffer = buffer.Slice(buffer.End);
        return true;
    }

    /// <summary>Account and time, where the line is JSON that has them.</summary>
    private static OrdersFileLine Peek(byte[] line, long number, OrdersFileTimes times)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                return new OrdersFileLine(line, "", null);
            var account =
                json.RootElement.TryGetProperty("account_id", out var a) && a.ValueKind == JsonValueKind.String ? a.GetString()! : "";
            var hasTime = json.RootElement.TryGetProperty("ts", out var t);
            if (hasTime)
                times.Add(number, t);
            var isTime = hasTime && t.ValueKind == JsonValueKind.Number;
            return new OrdersFileLine(
                line,
                account,
                isTime && t.TryGetInt64(out var ts) && ts is >= 1 and <= OrderParser.MaxTs ? ts : null
            );
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Not JSON, or text in it that is no text: the router rejects it, with its bytes.
            return new OrdersFileLine(line, "", null);
        }
    }

    private static OrdersFileException TooLong(string path, long line) =>
        new($"Line {line} of {path} is longer than {OrdersFileScenario.MaxLineBytes:N0} bytes. Is it really one order a line?");
}

/// <param name="Value">Its bytes.</param>
/// <param name="Account">Its account; empty where it names none.</param>
/// <param name="Ts">Its time, Unix ms, where it is one that an order may have.</param>
internal readonly record struct OrdersFileLine(byte[] Value, string Account, long? Ts);
