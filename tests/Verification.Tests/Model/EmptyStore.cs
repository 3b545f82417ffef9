using KillSwitch.Verification.Facts;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Verification.Tests.Model;

internal static class EmptyStore
{
    public static StoreContents Contents { get; } = new(
        new Dictionary<Scope, ScopeRecord>(), [], new Dictionary<string, Incident>(), new Dictionary<string, HandledCommand>());
}
