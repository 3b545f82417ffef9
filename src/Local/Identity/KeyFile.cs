using System.Security.Cryptography;
using KillSwitch.Hosting;

namespace KillSwitch.Local.Identity;

/// <summary>
/// A secret of the data folder, <c>DIR/keys/NAME.key</c>, made at its first use and the same ever after: links and
/// attestations outlive a restart. Readable by its owner alone.
/// </summary>
internal static class KeyFile
{
    /// <summary>What HMAC-SHA256 wants.</summary>
    public const int Length = 32;

    /// <summary>The key; also when several processes ask for a new one at once, all get the same.</summary>
    /// <exception cref="InvalidDataException">The file is not a key; the message names it and the consequence of deleting it.</exception>
    public static byte[] LoadOrCreate(string dataFolder, string name)
    {
        var folder = TokenTicketFormat.KeysFolder(dataFolder);
        PrivateFolder.Ensure(folder);
        var path = Path.Combine(folder, name + ".key");
        if (!File.Exists(path))
            PrivateFolder.Write(path, RandomNumberGenerator.GetBytes(Length));
        var key = File.ReadAllBytes(path);
        return key.Length == Length
            ? key
            : throw new InvalidDataException(
                $"{path} holds {key.Length} bytes and not a key of {Length}. Restore it from a backup, or delete it: then what was signed with it (links in mail, commands on their way) is refused."
            );
    }
}
