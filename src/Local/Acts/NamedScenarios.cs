using KillSwitch.Scenarios;

namespace KillSwitch.Local.Acts;

/// <summary>The scenarios that make their own orders, by name.</summary>
internal static class NamedScenarios
{
    public const string Panic = "panic";
    public const string Normal = "normal";
    public const string Knight = "knight";

    public static string[] Names { get; } = [Panic, Normal, Knight];

    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="settings">Its settings.</param>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public static IOrderScenario Of(string name, ScenarioOptions settings) => name switch
    {
        Normal => new NormalScenario(settings),
        Knight => new KnightScenario(settings),
        Panic => new PanicScenario(settings),
        _ => throw new ArgumentException($"There is no scenario '{name}', only {string.Join(", ", Names)}.", nameof(name)),
    };
}
