using System.Text;

namespace KillSwitch.Workflows.Detection;

/// <summary>
/// What the detector looks for. Units, ranges, defaults and their reasons are in <c>detection.json</c>, which is the
/// default and the example in one.
/// </summary>
/// <param name="Window">Length of a window of event time.</param>
/// <param name="Slide">How far apart windows begin; divides <paramref name="Window"/>.</param>
/// <param name="Lateness">How far the watermark trails the latest event time.</param>
/// <param name="ClockAhead">How far a source's clock may be ahead; at most <paramref name="Lateness"/>.</param>
/// <param name="MaxGroups">Bound on memory, in groups.</param>
/// <param name="Account">Rules for each account; a rule that is turned off is absent.</param>
/// <param name="Symbol">Rules for each symbol.</param>
/// <param name="Strategy">Rules for each strategy.</param>
public sealed record DetectionSettings(
    TimeSpan Window,
    TimeSpan Slide,
    TimeSpan Lateness,
    TimeSpan ClockAhead,
    int MaxGroups,
    ScopeRules Account,
    ScopeRules Symbol,
    ScopeRules Strategy)
{
    /// <summary>The checked-in <c>detection.json</c>.</summary>
    public static DetectionSettings Default { get; } = Parse(DefaultText, "the built-in detection.json");

    /// <summary>The text of the checked-in file, comments included: what a user copies to begin with.</summary>
    public static string DefaultText
    {
        get
        {
            using var stream = typeof(DetectionSettings).Assembly.GetManifestResourceStream(
                "KillSwitch.Workflows.Detection.detection.json"
            )!;
            using var reader = new StreamReader(stream, Encoding.UTF8);
            return reader.ReadToEnd();
        }
    }

    /// <summary>Reads and checks a settings file.</summary>
    /// <exception cref="DetectionSettingsException">It cannot be read or is not valid; the message lists every problem.</exception>
    public static DetectionSettings Load(string path)
    {
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DetectionSettingsException(
                $"The detection settings {path} cannot be read: {e.Message} Name a file that exists, or leave the option out for the built-in limits.",
                e
            );
        }
        return Parse(text, path);
    }

    /// <summary>A settings file of these settings.</summary>
    public string ToJson() => DetectionSettingsWriter.Write(this);

    /// <param name="json">JSON with comments.</param>
    /// <param name="source">What the message calls it.</param>
    /// <exception cref="DetectionSettingsException">It is not valid; the message lists every problem.</exception>
    public static DetectionSettings Parse(string json, string source) => DetectionSettingsReader.Read(json, source);
}
