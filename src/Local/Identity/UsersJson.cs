using System.Text.Json;
using System.Text.Json.Serialization;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.People;

namespace KillSwitch.Local.Identity;

/// <summary>
/// JSON of the users file. People edit it: comments and trailing commas are allowed, unknown members and members that are there
/// twice are not.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    AllowDuplicateProperties = false,
    WriteIndented = true,
    Converters = [typeof(StrictEnumConverter<Role>)])]
[JsonSerializable(typeof(UsersFile))]
internal sealed partial class UsersJson : JsonSerializerContext;

/// <summary>What stands in the file.</summary>
internal sealed record UsersFile(IReadOnlyList<LocalUser>? Users);
