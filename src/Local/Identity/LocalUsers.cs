using System.Text.Json;
using KillSwitch.Hosting;
using KillSwitch.Workflows.People;

namespace KillSwitch.Local.Identity;

/// <summary>
/// The people of a data folder, in <c>users.json</c>. The file is created with the four people of the tutorial and is
/// yours to edit; it is read again at every use, so that an added colleague needs no restart. A token keeps the roles it
/// was issued with until it expires; who decides about an unkill has to be an approver here, too.
/// </summary>
/// <remarks>Safe for concurrent use: nothing is kept between calls.</remarks>
public sealed class LocalUsers(string dataFolder)
{
    public const string FileName = "users.json";

    private const string Example = """{"users": [{"name": "erin", "email": "erin@example.com", "roles": ["approver"]}]}""";

    /// <summary>Whom a new data folder knows.</summary>
    public static IReadOnlyList<LocalUser> Defaults { get; } =
    [
        new("alice", "alice@example.com", [Role.Operator]),
        new("bob", "bob@example.com", [Role.Approver]),
        new("carol", "carol@example.com", [Role.Approver]),
        new("dave", "dave@example.com", [Role.Observer]),
    ];

    public string Path { get; } = System.IO.Path.Combine(dataFolder, FileName);

    /// <summary>Everybody, in the file's order. Creates the file if there is none.</summary>
    /// <exception cref="UsersFileException">The file is not as it should be; the message says where.</exception>
    public IReadOnlyList<LocalUser> List()
    {
        if (!File.Exists(Path))
            Create();
        UsersFile? file;
        try
        {
            file = JsonSerializer.Deserialize(File.ReadAllText(Path), UsersJson.Default.UsersFile);
        }
        catch (JsonException e)
        {
            throw new UsersFileException(
                $"{Path} cannot be read: {e.Message} It should look like {Example}. Correct it, or delete it to get the default people back.",
                e
            );
        }
        var users = file?.Users ?? throw Wrong("it has no list of 'users'");
        if (users.Count == 0)
            throw Wrong("nobody stands in it");
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var user in users)
            Check(user, names);
        return users;
    }

    /// <summary>The person of that name, or null.</summary>
    /// <exception cref="UsersFileException">As for <see cref="List"/>.</exception>
    public LocalUser? Find(string name) => List().FirstOrDefault(u => u.Name == name);

    /// <summary>
    /// Names that share an address for mail: whoever reads it may be one person, and two names of his could ask and approve.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<string>> SharingAnAddress(IReadOnlyList<LocalUser> users) =>
        [
            .. users
                .Where(u => !string.IsNullOrWhiteSpace(u.Email))
                .GroupBy(u => u.Email!.Trim(), StringComparer.OrdinalIgnoreCase)
                .Where(same => same.Count() > 1)
                .Select(same => same.Select(u => u.Name).ToList()),
        ];

    private void Check(LocalUser? user, HashSet<string> names)
    {
        if (
            user?.Name is not { Length: > 0 and <= 64 } name
            || !name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '_' or '-')
        )
            throw Wrong($"'{user?.Name}' cannot be a name: 1 to 64 lower-case letters, digits or . _ -");
        if (!names.Add(name))
            throw Wrong($"'{name}' stands in it twice");
        if (user.Roles is not { Count: > 0 })
            throw Wrong($"'{name}' has no roles; give one or more of {string.Join(", ", Enum.GetValues<Role>().Select(LocalClaims.Word))}");
    }

    private UsersFileException Wrong(string what) =>
        new($"{Path} cannot be used: {what}. It should look like {Example}.");

    private void Create()
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        PrivateFolder.Write(
            Path,
            [.. JsonSerializer.SerializeToUtf8Bytes(new UsersFile(Defaults), UsersJson.Default.UsersFile), (byte)'\n']
        );
    }
}
