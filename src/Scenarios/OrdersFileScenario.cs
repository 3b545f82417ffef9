using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;
using KillSwitch.Workflows.Detection;

namespace KillSwitch.Scenarios;

/// <summary>
/// The user's own orders, a line each. Every line that is not empty goes through as it is, good or bad: what to make of
/// it is the router's business.
/// </summary>
public sealed class OrdersFileScenario : IOrderScenario
{
    /// <summary>The longest line, in bytes; brokers take no larger record by default.</summary>
    public const int MaxLineBytes = 1_000_000;

    private readonly string _path;
    private readonly bool _paced;
    private readonly Func<Stream> _open;

    /// <param name="path">A file, or <c>-</c> for standard input.</param>
    /// <param name="paced">At the pace of the orders' <c>ts</c>; otherwise as fast as possible. A line without a time follows the
    /// one before it at once.</param>
    /// <param name="detection">The limits to hold them against.</param>
    /// <param name="standardInput">What <c>-</c> stands for.</param>
    /// <exception cref="OrdersFileException">There is no such file, or it may not be read.</exception>
    public OrdersFileScenario(string path, bool paced, DetectionSettings detection, Func<Stream>? standardInput = null)
    {
        (_path, _paced, Detection) = (path, paced, detection);
        _open = path == "-" ? standardInput ?? Console.OpenStandardInput : () => File.OpenRead(path);
        if (path != "-" && !File.Exists(path))
            throw new OrdersFileException(
                $"There is no file {path}. Name a file with one order as JSON on each line, or - to read them from standard input."
            );
    }

    public string Name => "orders";

    public string Story => _path == "-" ? "Your orders, from standard input." : $"Your orders, from {_path}.";

    public DetectionSettings Detection { get; }

    public bool Breaches => false;

    public async IAsyncEnumerable<TimedOrder> OrdersAsync(
        DateTimeOffset start,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var maker = new OrderMaker("line", start);
        var reader = PipeReader.Create(Open());
        var number = 0L;
        long? firstTs = null;
        var due = TimeSpan.Zero;
        try
        {
            while (true)
            {
                var read = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                var buffer = read.Buffer;
                while (TakeLine(ref buffer, read.IsCompleted, out var line))
                {
                    number++;
                    if (line.Length == 0)
                        continue;
                    if (line.Length > MaxLineBytes)
                        throw TooLong(number);
                    var (account, ts) = Peek(line);
                    if (_paced && ts is { } at)
                    {
                        firstTs ??= at;
                        // Lines stay in their order: one that is older than the one before it follows at once.
                        due = Max(due, TimeSpan.FromMilliseconds(Math.Clamp(at - firstTs.Value, 0, MaxPaceMs)));
                    }
                    yield return maker.Raw(due, account, line);
                }
                reader.AdvanceTo(buffer.Start, buffer.End);
                if (read.IsCompleted)
                    yield break;
                if (buffer.Length > MaxLineBytes)
                    throw TooLong(number + 1);
            }
        }
        finally
        {
            await reader.CompleteAsync().ConfigureAwait(false);
        }
    }

    /// <summary>A year. A wrong time in a file must not stop it for good with an overflow.</summary>
    private const double MaxPaceMs = 366d * 86_400_000;

    private Stream Open()
    {
        try
        {
            return _open();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OrdersFileException($"The orders in {_path} cannot be read: {e.Message}", e);
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
    private static (string Account, long? Ts) Peek(byte[] line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                return ("", null);
            var account =
                json.RootElement.TryGetProperty("account_id", out var a) && a.ValueKind == JsonValueKind.String ? a.GetString()! : "";
            return (
                account,
                json.RootElement.TryGetProperty("ts", out var t) && t.ValueKind == JsonValueKind.Number && t.TryGetInt64(out var ts)
                    ? ts
                    : null
            );
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Not JSON, or text in it that is no text: the router rejects it, with its bytes.
            return ("", null);
        }
    }

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private OrdersFileException TooLong(long line) =>
        new($"Line {line} of {_path} is longer than {MaxLineBytes:N0} bytes. Is it really one order a line?");
}
