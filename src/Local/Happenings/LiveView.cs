using System.Text.Json.Serialization;

namespace KillSwitch.Local.Happenings;

/// <summary>What happened lately.</summary>
/// <param name="Latest">The number of the last happening; given back, it asks for what came after.</param>
/// <param name="Happenings">Oldest first.</param>
/// <param name="Seconds">Orders decided in each second in which there were any, oldest first.</param>
internal sealed record LiveView(long Latest, IReadOnlyList<HappeningView> Happenings, IReadOnlyList<DecidedInASecond> Seconds);

/// <summary>Orders decided within a second.</summary>
/// <param name="Second">Unix seconds.</param>
/// <param name="Allowed">Let by.</param>
/// <param name="Dropped">Held back by a kill.</param>
/// <param name="Rejected">No orders.</param>
internal sealed record DecidedInASecond(long Second, long Allowed, long Dropped, long Rejected);

/// <summary>Something that happened.</summary>
/// <param name="Number">Counts up within a process.</param>
/// <param name="Ts">Unix ms.</param>
/// <param name="Word">What it was, in a word; empty where it goes on with the one before.</param>
/// <param name="Tone">How it is meant: quiet, notice, stopped, flowing, told, refused.</param>
/// <param name="Text">Who and what.</param>
/// <param name="Detail">What somebody wrote about it; null where there is none.</param>
internal sealed record HappeningView(long Number, long Ts, string Word, string Tone, string Text, string? Detail)
{
    public static HappeningView Of(long number, DateTimeOffset at, Happening what) =>
        new(number, at.ToUnixTimeMilliseconds(), what.Word, what.Tone.ToString().ToLowerInvariant(), what.Text, what.Detail);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LiveView))]
internal sealed partial class LiveJson : JsonSerializerContext;
