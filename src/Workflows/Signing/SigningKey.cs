using System.Security.Cryptography;

namespace KillSwitch.Workflows.Signing;

/// <summary>A secret that HMAC-SHA256 signs with, got when it is first needed. Safe for concurrent use.</summary>
internal sealed class SigningKey
{
    private const int MinLength = 32;

    private readonly Lazy<byte[]> _key;
    private readonly string _signs;
    private readonly string _orElse;

    /// <param name="key">At least 32 bytes; a copy is kept.</param>
    /// <param name="signs">What it signs, for the message.</param>
    /// <param name="orElse">What a shorter one would let happen, for the message.</param>
    /// <exception cref="ArgumentException">The key is shorter.</exception>
    public SigningKey(byte[] key, string signs, string orElse)
        : this(() => key, signs, orElse) =>
        _ = _key.Value;

    /// <param name="key">Called until it succeeds once. A key that is too short is refused when it is first used.</param>
    /// <param name="signs">What it signs, for the message.</param>
    /// <param name="orElse">What a shorter one would let happen, for the message.</param>
    public SigningKey(Func<byte[]> key, string signs, string orElse)
    {
        _signs = signs;
        _orElse = orElse;
        _key = new Lazy<byte[]>(() => Checked(key()), LazyThreadSafetyMode.PublicationOnly);
    }

    /// <summary>The 32 bytes that prove these.</summary>
    public byte[] Sign(ReadOnlySpan<byte> bytes) => HMACSHA256.HashData(_key.Value, bytes);

    private byte[] Checked(byte[] key) =>
        key.Length >= MinLength
            ? [.. key]
            : throw new ArgumentException(
                $"The key for {_signs} has {key.Length} bytes; it takes at least {MinLength}, or else {_orElse}.",
                nameof(key)
            );
}
