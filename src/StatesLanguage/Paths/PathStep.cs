using System.Text.Json;

namespace KillSwitch.StatesLanguage.Paths;

/// <summary>One step of a path.</summary>
internal abstract record PathStep
{
    public abstract bool IsDefinite { get; }

    public abstract string Normalised { get; }

    /// <summary>Adds what the step leads to from <paramref name="value"/>; filters may look at <paramref name="root"/>.</summary>
    public abstract void Find(JsonElement value, JsonElement root, Selection into);
}
