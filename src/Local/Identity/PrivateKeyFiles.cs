using System.Text;
using System.Xml.Linq;
using KillSwitch.Hosting;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace KillSwitch.Local.Identity;

/// <summary>
/// Where data protection keeps its keys: one file each, readable by their owner alone from the moment they exist.
/// Whoever can read them can issue tokens for anybody.
/// </summary>
internal sealed class PrivateKeyFiles(string folder) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() =>
        Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, "*.xml").Order(StringComparer.Ordinal).Select(XElement.Load)]
            : [];

    /// <summary>The files' names in one text. A file is written once and never changed, so that the same names are the same keys.</summary>
    public string Names() =>
        Directory.Exists(folder) ? string.Join('\n', Directory.EnumerateFiles(folder, "*.xml").Order(StringComparer.Ordinal)) : "";

    public void StoreElement(XElement element, string friendlyName)
    {
        PrivateFolder.Ensure(folder);
        PrivateFolder.Write(Path.Combine(folder, $"{Path.GetFileName(friendlyName)}.xml"), Encoding.UTF8.GetBytes(element.ToString()));
    }
}
