using System.Globalization;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Detection;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Course.Exercises;

/// <summary>02: limits that kill one symbol and nobody else, and nobody on an ordinary day.</summary>
internal sealed class KillOneSymbol : IExercise
{
    private const string Name = "detection.json";

    public string Number => "02";

    public string Folder => "02-kill-one-symbol";

    public string Title => "Limits: kill one symbol and nobody else; quiet on an ordinary day";

    public int Minutes => 30;

    public string Fill(string text, Student student) => text.Replace("{{symbol}}", MadSymbol(student), StringComparison.Ordinal);

    public IReadOnlyList<Finding> Check(string folder, Student student)
    {
        DetectionSettings settings;
        try
        {
            settings = DetectionSettings.Load(Path.Combine(folder, Name));
        }
        catch (DetectionSettingsException e)
        {
            throw new AnswerUnreadableException(e.Message, e);
        }
        var mad = Scope.Symbol(MadSymbol(student));
        var ordinary = Kills(settings, SampleDay.Ordinary()).ToList();
        var kills = Kills(settings, SampleDay.WithMad(mad.Value)).ToList();
        var its = kills.FirstOrDefault(k => k.Scope == mad);
        var others = kills.Where(k => k.Scope != mad).ToList();
        var after = its is null ? 0 : (its.Ts - SampleDay.TroubleTs) / 1000.0;
        return
        [
            ordinary.Count == 0
                ? Finding.Right("an ordinary day kills nobody")
                : Finding.Wrong("an ordinary day kills nobody", $"it kills {Said(ordinary)}. That limit is below what an ordinary day reaches."),
            its is not null && after <= SampleDay.MostSeconds
                ? Finding.Right(string.Create(CultureInfo.InvariantCulture, $"{mad} is killed, {after:0.0} s after it goes mad"))
                : Finding.Wrong(
                    string.Create(CultureInfo.InvariantCulture, $"{mad} is killed within {SampleDay.MostSeconds} s of going mad"),
                    its is null ? "it is not killed at all. Which rule of symbols counts what it does too much of?"
                        : string.Create(CultureInfo.InvariantCulture, $"it takes {after:0.0} s. A lower limit is reached sooner.")
                ),
            others.Count == 0
                ? Finding.Right("nobody else is killed with it")
                : Finding.Wrong("nobody else is killed with it", $"so is {Said(others)}. Whose limits hold them?"),
        ];
    }

    private static string MadSymbol(Student student) => student.Pick(SampleDay.Symbols, "02");

    private static string Said(IReadOnlyList<Command> kills) =>
        kills.Count == 1 ? $"{kills[0].Scope} ({kills[0].Reason})" : $"{kills[0].Scope} ({kills[0].Reason}) and {kills.Count - 1} more";

    private static IEnumerable<Command> Kills(DetectionSettings settings, IEnumerable<Order> orders)
    {
        var detector = new Detector(settings);
        foreach (var order in orders)
        {
            foreach (var found in detector.Observe(order, order.Ts, null))
            {
                if (found.Command is { } command)
                    yield return command;
            }
        }
    }
}
