using KillSwitch.Http.Health;
using KillSwitch.Local.Api.Health;
using KillSwitch.Local.Stack.Parts;

namespace KillSwitch.Local.Stack;

/// <summary>How the parts of this process do. A part that runs in another process answers for itself.</summary>
internal sealed class StackHealth(StackOptions options, RouterPart routers, DetectorPart detector) : IHealthSource
{
    public IReadOnlyList<PartHealth> Check()
    {
        var parts = new List<PartHealth>();
        foreach (var name in PartNames.All.Where(options.Runs))
        {
            switch (name)
            {
                case PartNames.Router:
                    parts.AddRange(routers.Health());
                    break;
                case PartNames.Detector:
                    parts.Add(Detector());
                    break;
                default:
                    // These serve or their process ends: a part that fails stops the whole stack.
                    parts.Add(new PartHealth(name, true, "serving"));
                    break;
            }
        }
        return parts;
    }

    private PartHealth Detector() => detector.Status switch
    {
        null => new PartHealth(PartNames.Detector, false, "starting"),
        { LastError: { } error, Ready: false } => new PartHealth(PartNames.Detector, false, error),
        { Ready: false } => new PartHealth(PartNames.Detector, false, "reading back the orders of its open windows"),
        var status => new PartHealth(PartNames.Detector, true, $"{status.SignalsWritten} signals, {status.CommandsWritten} commands written"),
    };
}
