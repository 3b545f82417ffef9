using System.Buffers.Binary;
using System.Text;

namespace KillSwitch.OrderFormats.Tests.Itch;

/// <summary>Makes messages of ITCH 5.0, with their lengths, as its specification has them.</summary>
internal static class ItchText
{
    private const long At10 = 36_000_000_000_000;

    public static byte[] Start => Message('S', [(byte)'O']);

    public static byte[] Add(ulong number, char side, uint shares, string stock, uint price, string? firm = null) =>
        Message(
            firm is null ? 'A' : 'F',
            [.. Bytes(number), (byte)side, .. Bytes(shares), .. Text(stock, 8), .. Bytes(price), .. firm is null ? [] : Text(firm, 4)]
        );

    public static byte[] Replace(ulong number, ulong next, uint shares, uint price) =>
        Message('U', [.. Bytes(number), .. Bytes(next), .. Bytes(shares), .. Bytes(price)]);

    public static byte[] Cancel(ulong number, uint shares) => Message('X', [.. Bytes(number), .. Bytes(shares)]);

    public static byte[] Delete(ulong number) => Message('D', Bytes(number));

    public static byte[] Execute(ulong number, uint shares) => Message('E', [.. Bytes(number), .. Bytes(shares), .. Bytes(1UL)]);

    private static byte[] Message(char kind, byte[] body)
    {
        byte[] head = [(byte)kind, 0, 1, 0, 0, .. Bytes((ulong)At10)[2..]];
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)(head.Length + body.Length));
        return [.. length, .. head, .. body];
    }

    private static byte[] Bytes(ulong number)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, number);
        return bytes;
    }

    private static byte[] Bytes(uint number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        return bytes;
    }

    private static byte[] Text(string text, int length) => Encoding.ASCII.GetBytes(text.PadRight(length));
}
