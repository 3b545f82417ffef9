using System.Text.Json.Serialization;

namespace KillSwitch.Surveillance.Calendars;

/// <summary><c>calendars.json</c>.</summary>
internal sealed record CalendarFile(
    string Source,
    HashSet<string> Venues,
    int FirstYear,
    int LastYear,
    HashSet<DateOnly> Holidays,
    HashSet<DateOnly> EarlyCloses
);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow
)]
[JsonSerializable(typeof(CalendarFile))]
internal sealed partial class CalendarJson : JsonSerializerContext;
