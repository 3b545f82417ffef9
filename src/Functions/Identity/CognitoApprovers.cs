using Amazon.CognitoIdentityProvider;
using Amazon.CognitoIdentityProvider.Model;
using Amazon.Runtime;
using KillSwitch.Aws.Identity;
using KillSwitch.Workflows.People;
using KillSwitch.Workflows.Ports;

namespace KillSwitch.Functions.Identity;

/// <summary>The approvers of the user pool, as it is at the moment of asking.</summary>
public sealed class CognitoApprovers(IAmazonCognitoIdentityProvider cognito, string userPoolId) : IApproverDirectory
{
    public async Task<IReadOnlyList<Person>> ListAsync(CancellationToken cancellationToken)
    {
        var names = new List<Person>();
        string? next = null;
        try
        {
            do
            {
                var page = await cognito.ListUsersInGroupAsync(
                    new ListUsersInGroupRequest
                    {
                        UserPoolId = userPoolId,
                        GroupName = CognitoActor.GroupOf(Role.Approver),
                        NextToken = next,
                    },
                    cancellationToken
                );
                names.AddRange((page.Users ?? []).Where(u => u.Enabled == true).Select(u => new Person(u.Username)));
                next = page.NextToken;
            }
            while (next is not null);
        }
        catch (Exception e) when (e is AmazonServiceException or AmazonClientException or HttpRequestException)
        {
            throw new DirectoryUnavailableException($"The user pool does not say who its approvers are: {e.Message}", e);
        }
        return names;
    }
}
