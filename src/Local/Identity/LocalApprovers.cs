using KillSwitch.Workflows.People;
using KillSwitch.Workflows.Ports;

namespace KillSwitch.Local.Identity;

/// <summary>The approvers of the users file, as it is at the moment of asking.</summary>
internal sealed class LocalApprovers(LocalUsers users) : IApproverDirectory
{
    public Task<IReadOnlyList<Person>> ListAsync(CancellationToken cancellationToken)
    {
        try
        {
            return Task.FromResult<IReadOnlyList<Person>>([
                .. users.List().Where(u => u.Roles.Contains(Role.Approver)).Select(u => u.Person),
            ]);
        }
        catch (Exception e) when (e is UsersFileException or IOException or UnauthorizedAccessException)
        {
            throw new DirectoryUnavailableException(e.Message, e);
        }
    }
}
