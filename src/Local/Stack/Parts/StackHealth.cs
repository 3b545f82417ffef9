using KillSwitch.Api.Health;
using KillSwitch.Local.Api.Health;

namespace KillSwitch.Local.Stack.Parts;

/// <summary>How the parts of this process do. A part that runs in another process answers for itself.</summary>
internal sealed class StackHealth(StackOptions options, RouterPart routers, IDetectorPart detector) : IHealthSource
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
                    parts.Add(detector.Health);
                    break;
                default:
                    // These serve or their process ends: a part that fails stops the whole stack.
                    parts.Add(new PartHealth(name, true, "serving"));
                    break;
            }
        }
        return parts;
    }
}
