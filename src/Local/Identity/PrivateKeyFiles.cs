using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace KillSwitch.Local.Identity;

/// <summary>
/// Where data protection keeps its keys: one file each, readable by their owner alone from the moment they exist.
/// Whoever can read them can issue tokens for anybody.
/// </summary>
internal sealed class PrivateKeyFiles(string folder) : IXmlRepository
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public IReadOnlyCollection<XElement> GetAllElements() =>
        Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, "*.xml").Order(StringComparer.Ordinal).Select(XElement.Load)]
            : [];

    public void StoreElement(XElement element, string friendlyName)
    {
        PrivateFolder.Ensure(folder);
        // Written aside and moved: another process never reads half a key.
        var path = Path.Combine(folder, $"{Path.GetFileName(friendlyName)}.xml");
        var draft = $"{path}.{Guid.NewGuid():N}.tmp";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        using (var file = new FileStream(draft, options))
            element.Save(file);
        File.Move(draft, path);
    }
}
