using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace KillSwitch.Verification.Facts;

/// <summary>
/// Stands for the bytes of a key or value: the first 128 bits of their SHA-256. Nothing at all (null) has one of its own.
/// </summary>
[JsonConverter(typeof(FingerprintConverter))]
public readonly record struct Fingerprint(UInt128 Bits)
{
    public static Fingerprint Of(byte[]? bytes)
    {
        if (bytes is null)
            return default;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return new Fingerprint(BinaryPrimitives.ReadUInt128BigEndian(hash));
    }

    public static Fingerprint Parse(string hex) => new(UInt128.Parse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));

    public override string ToString() => Bits.ToString("x32", CultureInfo.InvariantCulture);
}

/// <summary>As 32 hex digits.</summary>
public sealed class FingerprintConverter : JsonConverter<Fingerprint>
{
    public override Fingerprint Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Fingerprint.Parse(reader.GetString()!);

    public override void Write(Utf8JsonWriter writer, Fingerprint value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
