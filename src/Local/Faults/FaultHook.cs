using System.Text.Json;
using KillSwitch.StepFunctions.Wire;

namespace KillSwitch.Local.Faults;

/// <summary>
/// Lets a fault drill do to this process what no signal can: shift its wall clock, slow down or fill the disk under its journal, have it
/// refuse what it is asked for. It is there only where the environment names a file (<see cref="Variable"/>); the file says what is
/// wrong just now, and may change at any time.
/// </summary>
public sealed class FaultHook
{
    /// <summary>Never set it where orders are real.</summary>
    public const string Variable = "KILLSWITCH_FAULTS";

    private readonly string _path;

    public FaultHook(string path)
    {
        _path = path;
        Time = new ShiftedTime(TimeProvider.System, () => Now().ClockShift);
    }

    /// <summary>The clock, as wrong as the file says.</summary>
    public TimeProvider Time { get; }

    /// <returns>Null where nothing is asked for, which is so in every real run.</returns>
    public static FaultHook? FromEnvironment() =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } path ? new FaultHook(path) : null;

    /// <summary>Stands before every flush of the journal to its disk.</summary>
    /// <exception cref="IOException">The disk is full.</exception>
    public void BeforeJournalSync()
    {
        var faults = Now();
        if (faults.JournalFull)
            throw new IOException("No space left on device");
        if (faults.JournalDelay > TimeSpan.Zero)
        {
            using var never = new ManualResetEventSlim();
            never.Wait(faults.JournalDelay);
        }
    }

    /// <summary>Stands before every start of an execution.</summary>
    /// <exception cref="WireException">It is refused.</exception>
    public void BeforeStart()
    {
        if (Now().StartsRefused)
            throw WireException.ServiceUnavailable("a drill refuses every StartExecution");
    }

    /// <summary>A file that is not there, or not readable, asks for nothing.</summary>
    private FaultSwitches Now()
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(_path), FaultsJson.Default.FaultSwitches) ?? FaultSwitches.None;
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            return FaultSwitches.None;
        }
    }
}
