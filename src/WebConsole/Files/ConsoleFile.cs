using System.Security.Cryptography;

namespace KillSwitch.WebConsole.Files;

/// <summary>A file of the console's pages.</summary>
/// <param name="ContentType">Of its content.</param>
/// <param name="Content">As it is sent.</param>
public sealed record ConsoleFile(string ContentType, ReadOnlyMemory<byte> Content)
{
    /// <summary>Changes with the content, so that a browser that has it is told so in a line.</summary>
    public string ETag { get; } = $"\"{Convert.ToHexStringLower(SHA256.HashData(Content.Span)[..12])}\"";
}
