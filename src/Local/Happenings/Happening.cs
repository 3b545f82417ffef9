namespace KillSwitch.Local.Happenings;

/// <summary>Something that happened in the stack, for people at a terminal.</summary>
/// <param name="Word">What it was, in a word.</param>
/// <param name="Tone">How it is meant.</param>
/// <param name="Text">Who and what, with nothing in it that a terminal would obey.</param>
/// <param name="Detail">What somebody wrote about it; may be long. Null where there is none.</param>
internal sealed record Happening(string Word, Tone Tone, string Text, string? Detail = null)
{
    /// <summary>So wide are words set, so that what follows stands in a column.</summary>
    public const int WordWidth = 10;

    /// <summary>In a line, without its word.</summary>
    public string Sentence => Detail is null ? Text : $"{Text}: {Detail}";
}
