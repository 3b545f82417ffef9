using System.Text;

namespace KillSwitch.Fuzz.Tests.Support;

/// <summary>
/// Makes hostile input of good one: by its bytes, by its tokens, of words alone. The same random numbers give the same input.
/// </summary>
internal sealed class Mutator(IReadOnlyList<byte[]> seeds, IReadOnlyList<string> words)
{
    private const int MaxLength = 200_000;

    public byte[] Make(Random random)
    {
        var input = random.Next(12) switch
        {
            0 => Words(random),
            1 => RandomBytes(random),
            _ => Pick(random, seeds),
        };
        for (var left = random.Next(5); left >= 0 && input.Length < MaxLength; left--)
            input = random.Next(2) == 0 ? Tokens.Mutate(input, words, random) : Bytes.Mutate(input, Pick(random, seeds), random);
        return input;
    }

    private byte[] Words(Random random)
    {
        if (words.Count == 0)
            return RandomBytes(random);
        var text = new StringBuilder();
        for (var left = random.Next(1, random.Next(10) == 0 ? 3000 : 12); left > 0; left--)
            text.Append(Pick(random, words));
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static byte[] RandomBytes(Random random)
    {
        var bytes = new byte[random.Next(64)];
        random.NextBytes(bytes);
        return bytes;
    }

    internal static T Pick<T>(Random random, IReadOnlyList<T> list) => list[random.Next(list.Count)];
}
