using System.Buffers.Binary;
using System.IO.MemoryMappedFiles;

namespace KillSwitch.Fuzz.Tests.Support;

/// <summary>The input at work, in a file that outlives the process: what overflows the stack cannot say so itself.</summary>
internal sealed class LastInput : IDisposable
{
    private const int Capacity = 4 * 1024 * 1024;

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    public LastInput(string target)
    {
        Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"killswitch-fuzz-{target}-{Environment.ProcessId}.last");
        _file = MemoryMappedFile.CreateFromFile(Path, FileMode.Create, null, Capacity);
        _view = _file.CreateViewAccessor();
    }

    /// <summary>Four bytes of length, little-endian, then the input.</summary>
    public string Path { get; }

    public void Keep(byte[] input)
    {
        var length = Math.Min(input.Length, Capacity - sizeof(int));
        Span<byte> header = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(header, length);
        _view.WriteArray(0, header.ToArray(), 0, sizeof(int));
        _view.WriteArray(sizeof(int), input, 0, length);
    }

    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
        File.Delete(Path);
    }
}
