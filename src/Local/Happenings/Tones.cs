namespace KillSwitch.Local.Happenings;

/// <summary>How a tone looks in a terminal.</summary>
internal static class Tones
{
    /// <summary>In Spectre's words.</summary>
    public static string Style(Tone tone) => tone switch
    {
        Tone.Notice => "yellow",
        Tone.Stopped => "red bold",
        Tone.Flowing => "green bold",
        Tone.Told => "purple",
        Tone.Refused => "olive",
        _ => "blue",
    };
}
