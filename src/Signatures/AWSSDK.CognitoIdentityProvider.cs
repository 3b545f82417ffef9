using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Amazon.CognitoIdentityProvider.Model;
using Amazon.Runtime;

namespace Amazon.CognitoIdentityProvider
{
    public interface IAmazonCognitoIdentityProvider
    {
        Task<ListUsersInGroupResponse> ListUsersInGroupAsync(
            ListUsersInGroupRequest request, CancellationToken cancellationToken = default);
    }

    public class AmazonCognitoIdentityProviderClient : IAmazonCognitoIdentityProvider
    {
        public Task<ListUsersInGroupResponse> ListUsersInGroupAsync(
            ListUsersInGroupRequest request, CancellationToken cancellationToken = default) => throw null;
    }
}

namespace Amazon.CognitoIdentityProvider.Model
{
    public class ListUsersInGroupRequest : AmazonWebServiceRequest
    {
        public string GroupName { get; set; }

        public string NextToken { get; set; }

        public string UserPoolId { get; set; }
    }

    public class ListUsersInGroupResponse : AmazonWebServiceResponse
    {
        public string NextToken { get; set; }

        public List<UserType> Users { get; set; }
    }

    public class UserType
    {
        public bool? Enabled { get; set; }

        public string Username { get; set; }
    }
}
