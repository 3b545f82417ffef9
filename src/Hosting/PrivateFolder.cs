using System.Runtime.InteropServices;

namespace KillSwitch.Hosting;

/// <summary>A folder, and files in it, that only their owner may read (modes 700 and 600 where the system has modes).</summary>
public static partial class PrivateFolder
{
    private const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnersFolder = OwnersFile | UnixFileMode.UserExecute;

    public static void Ensure(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }
        Directory.CreateDirectory(path, OwnersFolder);
        // The folder may have been made before, with whatever the umask gave.
        if (File.GetUnixFileMode(path) != OwnersFolder)
            File.SetUnixFileMode(path, OwnersFolder);
    }

    /// <summary>
    /// Opens a file to read and write, for this process alone unless it is shared, and creates it if it is missing. One that
    /// others could read is theirs no more.
    /// </summary>
    public static FileStream OpenOrCreate(string path, int bufferSize = 4096, FileShare share = FileShare.None)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = share,
            BufferSize = bufferSize,
        };
        if (OperatingSystem.IsWindows())
            return new FileStream(path, options);
        options.UnixCreateMode = OwnersFile;
        var file = new FileStream(path, options);
        if (File.GetUnixFileMode(file.SafeFileHandle) != OwnersFile)
            File.SetUnixFileMode(file.SafeFileHandle, OwnersFile);
        return file;
    }

    /// <summary>Writes a file that appears whole, or leaves the one that another process wrote first.</summary>
    public static void Write(string path, byte[] content)
    {
        var draft = $"{path}.{Guid.NewGuid():N}.tmp";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnersFile;
        using (var file = new FileStream(draft, options))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }
        // File.Move looks whether the name is taken and then renames: of two who looked at once, the later would win. A link is
        // made or refused.
        if (!OperatingSystem.IsWindows() && (Link(draft, path) == 0 || File.Exists(path)))
        {
            File.Delete(draft);
            return;
        }
        try
        {
            // On Windows, which does it in one, and where the file system has no links.
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
    }

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Link(string existing, string path);
}
