namespace KillSwitch.Local.Happenings;

/// <summary>How something that happened is meant.</summary>
internal enum Tone
{
    /// <summary>A step among others.</summary>
    Quiet,

    /// <summary>Something is about to be stopped, or asked for.</summary>
    Notice,

    /// <summary>Orders are stopped.</summary>
    Stopped,

    /// <summary>Orders flow.</summary>
    Flowing,

    /// <summary>Somebody was told.</summary>
    Told,

    /// <summary>Something was not done.</summary>
    Refused,
}
