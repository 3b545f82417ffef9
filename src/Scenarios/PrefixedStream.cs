namespace KillSwitch.Scenarios;

/// <summary>A stream whose beginning was read already, to be read again from there. Forwards only.</summary>
internal sealed class PrefixedStream(ReadOnlyMemory<byte> beginning, Stream rest) : Stream
{
    private ReadOnlyMemory<byte> _beginning = beginning;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer) => TakeBeginning(buffer) is > 0 and var taken ? taken : rest.Read(buffer);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        TakeBeginning(buffer.Span) is > 0 and var taken ? new(taken) : rest.ReadAsync(buffer, cancellationToken);

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            rest.Dispose();
        base.Dispose(disposing);
    }

    private int TakeBeginning(Span<byte> buffer)
    {
        var taken = Math.Min(buffer.Length, _beginning.Length);
        _beginning.Span[..taken].CopyTo(buffer);
        _beginning = _beginning[taken..];
        return taken;
    }
}
