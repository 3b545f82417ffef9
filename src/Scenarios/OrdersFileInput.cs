using System.IO.Compression;
using System.Text;
using KillSwitch.OrderFormats;
using KillSwitch.OrderFormats.Orders;

namespace KillSwitch.Scenarios;

/// <summary>The user's file as a stream: unpacked where it is packed, without the mark that some editors begin with.</summary>
/// <param name="stream">From its first byte on.</param>
/// <param name="beginning">The first bytes again.</param>
/// <param name="isPacked">Whether it is unpacked as it is read.</param>
internal sealed class OrdersFileInput(Stream stream, ReadOnlyMemory<byte> beginning, bool isPacked)
{
    /// <summary>As much as is held at once: what is packed can be a thousand times as long.</summary>
    public const int MaxBytes = 1 << 30;

    private const int Copied = 128 * 1024;

    public Stream Stream => stream;

    /// <summary>Enough to say how it is written.</summary>
    public ReadOnlyMemory<byte> Beginning => beginning;

    public bool IsPacked => isPacked;

    /// <exception cref="OrdersFileException">There is no such file, it may not be read, is damaged, or no text in UTF-8.</exception>
    public static async Task<OrdersFileInput> OpenAsync(OrdersFile file, CancellationToken cancellationToken)
    {
        var plain = await BeginAsync(Open(file), isPacked: false, cancellationToken).ConfigureAwait(false);
        if (!plain.Beginning.Span.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]))
            return plain.WithoutMark(file);
        var unpacked = new GZipStream(plain.Stream, CompressionMode.Decompress);
        return (await BeginAsync(unpacked, isPacked: true, cancellationToken).ConfigureAwait(false)).WithoutMark(file);
    }

    /// <exception cref="OrdersFileException">It is longer than can be held.</exception>
    public async Task<byte[]> ReadAllAsync(OrdersFile file, CancellationToken cancellationToken)
    {
        var all = new MemoryStream();
        var buffer = new byte[Copied];
        while (await Stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var count)
        {
            if (all.Length + count > MaxBytes)
                throw TooMuch(file);
            all.Write(buffer, 0, count);
        }
        return all.ToArray();
    }

    public static OrdersFileException TooMuch(OrdersFile file) =>
        new($"{file.Where} has more than {MaxBytes >> 20:N0} MiB, unpacked, which is all that is held at once. Split it, by days for example.");

    private static async Task<OrdersFileInput> BeginAsync(Stream stream, bool isPacked, CancellationToken cancellationToken)
    {
        var buffer = new byte[Recognition.Looked];
        var count = await stream
            .ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken)
            .ConfigureAwait(false);
        var beginning = buffer.AsMemory(0, count);
        return new OrdersFileInput(new PrefixedStream(beginning, stream), beginning, isPacked);
    }

    private OrdersFileInput WithoutMark(OrdersFile file)
    {
        if (beginning.Span.StartsWith(Encoding.Unicode.Preamble) || beginning.Span.StartsWith(Encoding.BigEndianUnicode.Preamble))
            throw new OrdersFileException($"{file.Where} is UTF-16, and UTF-8 is read. Convert it first: iconv -f UTF-16 -t UTF-8 FILE > orders.txt");
        if (!beginning.Span.StartsWith(Encoding.UTF8.Preamble))
            return this;
        stream.ReadExactly(new byte[Encoding.UTF8.Preamble.Length]);
        return new OrdersFileInput(stream, beginning[Encoding.UTF8.Preamble.Length..], isPacked);
    }

    private static Stream Open(OrdersFile file)
    {
        if (file.Path == "-")
            return (file.StandardInput ?? Console.OpenStandardInput)();
        if (!File.Exists(file.Path))
            throw new OrdersFileException(
                $"There is no file {file.Path}. Name a file with orders (JSON lines, FIX, CSV and others), or - to read them from standard input."
            );
        try
        {
            return File.OpenRead(file.Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OrdersFileException($"The orders in {file.Path} cannot be read: {e.Message}", e);
        }
    }
}
