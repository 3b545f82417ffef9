using KillSwitch.Course.Recordings;

namespace KillSwitch.Course.Exercises;

/// <summary>The exercises there are.</summary>
internal static class AllExercises
{
    private const string AMinute = "recordings/a-minute";

    /// <param name="folder">Where exercises and recordings stand.</param>
    public static IReadOnlyList<IExercise> In(string folder)
    {
        var recording = new Lazy<Recording>(() => Recording.Load(Path.Combine(folder, AMinute)));
        return
        [
            new ReadAnIncident(recording),
            new KillOneSymbol(),
            new OrderOfAKill(recording),
            new Barrier(),
            new RegulatorsReport(recording),
        ];
    }
}
