namespace KillSwitch.StatesLanguage;

/// <summary>The service's quotas, as published for Standard workflows.</summary>
public static class Limits
{
    /// <summary>Largest input, output or variable, in bytes of UTF-8.</summary>
    public const int PayloadBytes = 262_144;

    /// <summary>Longest history. An execution that would pass it fails.</summary>
    public const int HistoryEvents = 25_000;

    /// <summary>Largest definition, in bytes of UTF-8.</summary>
    public const int DefinitionBytes = 1_048_576;

    /// <summary>Iterations of an inline Map that run at once.</summary>
    public const int InlineMapConcurrency = 40;

    public const int NameLength = 80;
    public const int LabelLength = 40;
    public const int TaskTokenLength = 2_048;
    public const int ErrorLength = 256;
    public const int CauseLength = 32_768;
}
