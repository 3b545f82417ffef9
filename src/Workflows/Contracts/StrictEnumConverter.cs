using System.Text.Json.Serialization;

namespace KillSwitch.Workflows.Contracts;

/// <summary>Enumerations are words. A number is refused, as it could name a member that does not exist.</summary>
public sealed class StrictEnumConverter<T>() : JsonStringEnumConverter<T>(namingPolicy: null, allowIntegerValues: false)
    where T : struct, Enum;
