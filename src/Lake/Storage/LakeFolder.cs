namespace KillSwitch.Lake.Storage;

/// <summary>Where everything of one lake is.</summary>
internal sealed class LakeFolder(string root)
{
    public string Root { get; } = Path.GetFullPath(root);

    /// <summary>What queries may read; nothing outside of it.</summary>
    public string Lake => Path.Combine(Root, "lake");

    public string Raw => Path.Combine(Lake, "raw");

    public string Curated => Path.Combine(Lake, "curated");

    public string Alerts => Path.Combine(Lake, "alerts");

    public string Quarantine => Path.Combine(Lake, "quarantine");

    public string Reports => Path.Combine(Lake, "reports");

    /// <summary>The stream of a day that is made up, and what was planted in it.</summary>
    public string Stream => Path.Combine(Root, "stream", "market-events.jsonl");

    public string Planted => Path.Combine(Root, "stream", "planted.json");

    /// <summary>How far each reader is.</summary>
    public string State => Path.Combine(Root, "state");

    public string Lock => Path.Combine(Root, "lake.lock");

    /// <summary>Whose log this lake is of.</summary>
    public string Identity => Path.Combine(Root, "lake.json");
}
