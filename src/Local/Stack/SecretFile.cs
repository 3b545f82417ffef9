using System.Security.Cryptography;
using KillSwitch.Local.Identity;

namespace KillSwitch.Local.Stack;

/// <summary>A key of 32 random bytes under the data directory, made at the first use and readable by its owner only.</summary>
internal static class SecretFile
{
    public static byte[] ReadOrCreate(DataDirectory data, string name)
    {
        PrivateFolder.Ensure(data.Keys);
        var path = Path.Combine(data.Keys, name);
        if (!File.Exists(path))
            PrivateFolder.Write(path, RandomNumberGenerator.GetBytes(32));
        return File.ReadAllBytes(path);
    }
}
