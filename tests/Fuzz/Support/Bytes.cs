namespace KillSwitch.Fuzz.Tests.Support;

/// <summary>Mutations that know nothing of what the bytes mean.</summary>
internal static class Bytes
{
    private static readonly byte[][] Edges =
    [
        [0],
        [0xFF],
        [0xC0, 0x80],
        [0xED, 0xA0, 0x80],
        [0xEF, 0xBB, 0xBF],
        [0xFE, 0xFF],
        [0xFF, 0xFE],
        [0xF4, 0x90, 0x80, 0x80],
        [0xE2, 0x80, 0xAE],
        "\0"u8.ToArray(),
        "\n"u8.ToArray(),
        "\r\n"u8.ToArray(),
        "\u001b[2J"u8.ToArray(),
        "\u2028"u8.ToArray(),
        "ſ"u8.ToArray(),
        "K"u8.ToArray(),
    ];

    public static byte[] Mutate(byte[] input, byte[] other, Random random)
    {
        var at = random.Next(input.Length + 1);
        var length = random.Next(Math.Min(input.Length - at, 1 << random.Next(12)) + 1);
        switch (random.Next(8))
        {
            case 0 when input.Length > 0:
                var flipped = input.ToArray();
                flipped[random.Next(input.Length)] ^= (byte)(1 << random.Next(8));
                return flipped;
            case 1:
                return input[..at];
            case 2:
                return input[at..];
            case 3:
                return [.. input[..at], .. other[random.Next(other.Length + 1)..]];
            case 4:
                return
                [
                    .. input[..at],
                    .. Enumerable.Repeat(input[at..(at + length)], random.Next(1, 40)).SelectMany(b => b),
                    .. input[at..],
                ];
            case 5:
                return [.. input[..at], .. input[(at + length)..]];
            case 6:
                return [.. input[..at], .. Mutator.Pick(random, Edges), .. input[at..]];
            default:
                return Nest(input, at, random);
        }
    }

    private static byte[] Nest(byte[] input, int at, Random random)
    {
        var (open, close) = random.Next(5) switch
        {
            0 => ("["u8.ToArray(), "]"u8.ToArray()),
            1 => ("{\"a\":"u8.ToArray(), "}"u8.ToArray()),
            2 => ("("u8.ToArray(), ")"u8.ToArray()),
            3 => ("!"u8.ToArray(), (byte[])[]),
            _ => ("[["u8.ToArray(), "]]"u8.ToArray()),
        };
        var depth = 1 << random.Next(15);
        return
        [
            .. input[..at],
            .. Enumerable.Repeat(open, depth).SelectMany(b => b),
            .. input[at..],
            .. Enumerable.Repeat(close, random.Next(2) == 0 ? depth : 0).SelectMany(b => b),
        ];
    }
}
