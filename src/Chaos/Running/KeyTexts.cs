using System.Xml.Linq;
using KillSwitch.Local.Identity;

namespace KillSwitch.Chaos.Running;

/// <summary>The keys of a data directory in the ways in which they could stand in a text.</summary>
internal static class KeyTexts
{
    /// <summary>Whoever has one of them can sign links or commands, or issue tokens.</summary>
    public static IReadOnlyList<string> Of(string data) =>
        [
            .. Directory.GetFiles(TokenTicketFormat.KeysFolder(data), "*.key").Select(File.ReadAllBytes).SelectMany(Forms),
            .. Directory
                .GetFiles(TokenTicketFormat.KeysFolder(data), "*.xml")
                .SelectMany(file => XElement.Load(file).Descendants("value").Select(v => v.Value)),
        ];

    private static IEnumerable<string> Forms(byte[] key) =>
        [Convert.ToHexStringLower(key), Convert.ToHexString(key), Convert.ToBase64String(key)];
}
