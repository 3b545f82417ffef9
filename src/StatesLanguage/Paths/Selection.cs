using System.Text.Json;

namespace KillSwitch.StatesLanguage.Paths;

/// <summary>
/// What a path has found so far, and how much it may still look at: each <c>..</c> or filter in a path multiplies the work, and an
/// input of 256 KB must not hold the engine up for hours.
/// </summary>
internal sealed class Selection(Selection? around = null)
{
    /// <summary>Values that one path, with the filters in it, may look at.</summary>
    public const int MaxSteps = 2_000_000;

    private readonly Selection? _around = around;
    private int _steps;

    public List<JsonElement> Found { get; } = [];

    public void Add(JsonElement value)
    {
        Look();
        Found.Add(value);
    }

    /// <summary>Counts one value looked at.</summary>
    /// <exception cref="EvaluationException">They are too many.</exception>
    public void Look()
    {
        if (_around is not null)
            _around.Look();
        else if (++_steps > MaxSteps)
            throw EvaluationException.Runtime($"A path looks at more than {MaxSteps} values. Select less, or in several states.");
    }

    /// <summary>For the next step, or a path in a filter: the same count goes on.</summary>
    public Selection Next() => new(_around ?? this);
}
