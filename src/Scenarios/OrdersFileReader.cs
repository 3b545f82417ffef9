using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using KillSwitch.OrderFormats;
using KillSwitch.OrderFormats.Orders;
using KillSwitch.Workflows.Orders;

namespace KillSwitch.Scenarios;

/// <summary>
/// Reads the user's orders, in whatever format. Of JSON every line that is not empty, or element of an array, is kept as it is, good or
/// bad; only what all of them say together can be refused, which is the unit of their times.
/// </summary>
internal static class OrdersFileReader
{
    /// <param name="file">Where they are.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The lines as they stand, and all else that is in it.</returns>
    /// <exception cref="OrdersFileException">There is no such file, it may not be read or cannot be, a line is too long, or the times of
    /// JSON are not in milliseconds.</exception>
    public static Task<OrdersFileContent> ReadAsync(OrdersFile file, CancellationToken cancellationToken) =>
        // Opening a pipe that nobody writes to, or reading what nobody types, cannot be cancelled: whoever gives up leaves it behind.
        Task.Run(() => ReadAllAsync(file, cancellationToken), cancellationToken).WaitAsync(cancellationToken);

    private static async Task<OrdersFileContent> ReadAllAsync(OrdersFile file, CancellationToken cancellationToken)
    {
        try
        {
            var input = await OrdersFileInput.OpenAsync(file, cancellationToken).ConfigureAwait(false);
            await using var _ = input.Stream.ConfigureAwait(false);
            var reading = file.Reading with { FileName = file.Where };
            var format = file.Format ?? Recognition.Of(input.Beginning.Span, reading.Mapping != FieldMapping.None);
            OptionsThatFit.Check(format, reading);
            if (format != OrderFormat.Json)
                return OrdersFileContent.Of(
                    format,
                    OrdersReader.Read(await input.ReadAllAsync(file, cancellationToken).ConfigureAwait(false), format, reading)
                );
            return OrdersFileContent.Of(
                Recognition.IsArray(input.Beginning.Span)
                    ? Elements(await input.ReadAllAsync(file, cancellationToken).ConfigureAwait(false), file)
                    : await LinesAsync(input, file, cancellationToken).ConfigureAwait(false)
            );
        }
        catch (InvalidDataException e)
        {
            throw new OrdersFileException($"{file.Where} is packed with gzip and damaged: {e.Message} Pack it anew.", e);
        }
    }

    private static List<OrdersFileLine> Elements(byte[] json, OrdersFile file)
    {
        var times = new OrdersFileTimes(file.Path);
        var lines = new List<OrdersFileLine>();
        foreach (var (element, line) in OrdersReader.Elements(json, file.Where))
        {
            if (element.Length > OrdersFileScenario.MaxLineBytes)
                throw TooLong(file, line);
            lines.Add(Peek(element, line, times));
        }
        times.Check();
        return lines;
    }

    private static async Task<List<OrdersFileLine>> LinesAsync(OrdersFileInput input, OrdersFile file, CancellationToken cancellationToken)
    {
        var lines = new List<OrdersFileLine>();
        var times = new OrdersFileTimes(file.Path);
        var reader = PipeReader.Create(input.Stream);
        var (number, bytes) = (0L, 0L);
        try
        {
            while (true)
            {
                var read = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                var buffer = read.Buffer;
                while (TakeLine(ref buffer, read.IsCompleted, out var line))
                {
                    number++;
                    bytes += line.Length;
                    if (line.Length > OrdersFileScenario.MaxLineBytes)
                        throw TooLong(file, number);
                    if (input.IsPacked && bytes > OrdersFileInput.MaxBytes)
                        throw OrdersFileInput.TooMuch(file);
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
                    throw TooLong(file, number + 1);
            }
        }
        finally
        {
            await reader.CompleteAsync().ConfigureAwait(false);
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
                return new OrdersFileLine(line, "", null, number);
            var account =
                json.RootElement.TryGetProperty("account_id", out var a) && a.ValueKind == JsonValueKind.String ? a.GetString()! : "";
            var hasTime = json.RootElement.TryGetProperty("ts", out var t);
            if (hasTime)
                times.Add(number, t);
            var isTime = hasTime && t.ValueKind == JsonValueKind.Number;
            return new OrdersFileLine(
                line,
                account,
                isTime && t.TryGetInt64(out var ts) && ts is >= 1 and <= OrderParser.MaxTs ? ts : null,
                number
            );
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Not JSON, or text in it that is no text: the router rejects it, with its bytes.
            return new OrdersFileLine(line, "", null, number);
        }
    }

    private static OrdersFileException TooLong(OrdersFile file, long line) =>
        new($"Line {line} of {file.Where} is longer than {OrdersFileScenario.MaxLineBytes:N0} bytes. Is it really one order a line?");
}
