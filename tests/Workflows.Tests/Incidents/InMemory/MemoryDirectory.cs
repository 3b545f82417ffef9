using KillSwitch.Workflows.People;
using KillSwitch.Workflows.Ports;

namespace KillSwitch.Workflows.Tests.Incidents.InMemory;

internal sealed class MemoryDirectory : IApproverDirectory
{
    public List<string> Names { get; } = ["bob", "carol", "erin"];

    public bool Broken { get; set; }

    public Task<IReadOnlyList<Person>> ListAsync(CancellationToken cancellationToken) =>
        Broken
            ? throw new DirectoryUnavailableException("The directory does not answer.")
            : Task.FromResult<IReadOnlyList<Person>>([.. Names.Select(name => new Person(name))]);
}
