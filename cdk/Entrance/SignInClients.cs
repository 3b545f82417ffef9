using Amazon.CDK.AWS.Cognito;
using Constructs;
using KillSwitch.Aws.Http;

namespace KillSwitch.Cdk.Entrance;

/// <summary>
/// How people get an id token: from the approval page, or from a terminal. Neither client has a secret that could be lost.
/// </summary>
internal sealed class SignInClients : Construct
{
    public SignInClients(Construct scope, UserDirectory directory, string pageAddress)
        : base(scope, "Clients")
    {
        Page = new CfnUserPoolClient(this, "Page", Shared("approval-page", new CfnUserPoolClientProps
        {
            UserPoolId = directory.PoolId,
            AllowedOAuthFlowsUserPoolClient = true,
            AllowedOAuthFlows = ["code"],
            AllowedOAuthScopes = ["openid"],
            CallbackUrLs = [pageAddress + SignInRoute.Path],
            SupportedIdentityProviders = ["COGNITO"],
            ExplicitAuthFlows = ["ALLOW_REFRESH_TOKEN_AUTH"],
        }));
        // Asking takes the right to cognito-idp:AdminInitiateAuth on the pool besides name, password and code.
        Terminal = new CfnUserPoolClient(this, "Terminal", Shared("terminal", new CfnUserPoolClientProps
        {
            UserPoolId = directory.PoolId,
            ExplicitAuthFlows = ["ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
        }));
    }

    /// <summary>The approval page's: authorization code with PKCE.</summary>
    public CfnUserPoolClient Page { get; }

    /// <summary>For whoever uses the API from a terminal.</summary>
    public CfnUserPoolClient Terminal { get; }

    private static CfnUserPoolClientProps Shared(string name, CfnUserPoolClientProps props)
    {
        props.ClientName = name;
        props.GenerateSecret = false;
        props.PreventUserExistenceErrors = "ENABLED";
        props.EnableTokenRevocation = true;
        props.TokenValidityUnits = new CfnUserPoolClient.TokenValidityUnitsProperty
        {
            IdToken = "minutes",
            AccessToken = "minutes",
            RefreshToken = "minutes",
        };
        // A token cannot be taken back while it is good; groups are as of its making.
        props.IdTokenValidity = 60;
        props.AccessTokenValidity = 60;
        props.RefreshTokenValidity = 60;
        return props;
    }
}
