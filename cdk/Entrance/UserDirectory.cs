using Amazon.CDK;
using Amazon.CDK.AWS.Cognito;
using Constructs;
using KillSwitch.Aws.Identity;
using KillSwitch.Cdk.Settings;
using KillSwitch.Workflows.People;

namespace KillSwitch.Cdk.Entrance;

/// <summary>
/// Who people are: a user pool in which nobody signs up by himself, with a group for each role, and the people that the deployment
/// names. Their passwords are their own: each gets a mail with one for the first time, and adds an authenticator app.
/// </summary>
internal sealed class UserDirectory : Construct
{
    public UserDirectory(Construct scope, Deployment deployment)
        : base(scope, "People")
    {
        Pool = new CfnUserPool(this, "Pool", new CfnUserPoolProps
        {
            UserPoolName = deployment.Named("killswitch"),
            // The name a person decides under stands in the audit: Alice and alice are one.
            UsernameConfiguration = new CfnUserPool.UsernameConfigurationProperty { CaseSensitive = false },
            AdminCreateUserConfig = new CfnUserPool.AdminCreateUserConfigProperty { AllowAdminCreateUserOnly = true },
            AutoVerifiedAttributes = ["email"],
            AccountRecoverySetting = new CfnUserPool.AccountRecoverySettingProperty
            {
                RecoveryMechanisms = new[] { new CfnUserPool.RecoveryOptionProperty { Name = "verified_email", Priority = 1 } },
            },
            MfaConfiguration = "ON",
            EnabledMfas = ["SOFTWARE_TOKEN_MFA"],
            Policies = new CfnUserPool.PoliciesProperty
            {
                PasswordPolicy = new CfnUserPool.PasswordPolicyProperty
                {
                    MinimumLength = 14,
                    RequireLowercase = true,
                    RequireUppercase = true,
                    RequireNumbers = true,
                    RequireSymbols = true,
                    TemporaryPasswordValidityDays = 3,
                },
            },
            UserPoolAddOns = new CfnUserPool.UserPoolAddOnsProperty { AdvancedSecurityMode = "ENFORCED" },
            DeletionProtection = "INACTIVE",
        });
        // Threat protection belongs to this plan; the library does not know the property yet.
        Pool.AddPropertyOverride("UserPoolTier", "PLUS");
        Pool.ApplyRemovalPolicy(RemovalPolicy.DESTROY);

        // Unique in the region, and free of the words that a prefix must not have, whatever the student's name is.
        var prefix = $"killswitch-{Fn.Select(4, Fn.Split("-", Fn.Select(2, Fn.Split("/", Stack.Of(this).StackId))))}";
        var domain = new CfnUserPoolDomain(this, "Domain", new CfnUserPoolDomainProps { UserPoolId = Pool.Ref, Domain = prefix });
        SignInAddress = $"https://{domain.Ref}.auth.{Stack.Of(this).Region}.amazoncognito.com";

        var groups = Enum.GetValues<Role>()
            .ToDictionary(
                role => role,
                role => new CfnUserPoolGroup(
                    this,
                    $"Group{role}",
                    new CfnUserPoolGroupProps { UserPoolId = Pool.Ref, GroupName = CognitoActor.GroupOf(role) }
                )
            );
        foreach (var person in deployment.People)
            Add(person, groups);
    }

    public CfnUserPool Pool { get; }

    public string PoolId => Pool.Ref;

    public string PoolArn => Pool.AttrArn;

    /// <summary>The hosted sign-in: <c>https://….auth.REGION.amazoncognito.com</c>.</summary>
    public string SignInAddress { get; }

    private void Add(Settings.Person person, Dictionary<Role, CfnUserPoolGroup> groups)
    {
        var user = new CfnUserPoolUser(
            this,
            $"User-{person.Name}",
            new CfnUserPoolUserProps
            {
                UserPoolId = Pool.Ref,
                Username = person.Name,
                DesiredDeliveryMediums = ["EMAIL"],
                UserAttributes = new[]
                {
                    new CfnUserPoolUser.AttributeTypeProperty { Name = "email", Value = person.Email },
                    new CfnUserPoolUser.AttributeTypeProperty { Name = "email_verified", Value = "true" },
                },
            }
        );
        foreach (var role in person.Roles)
        {
            var member = new CfnUserPoolUserToGroupAttachment(
                this,
                $"Member-{person.Name}-{role}",
                new CfnUserPoolUserToGroupAttachmentProps
                {
                    UserPoolId = Pool.Ref,
                    Username = person.Name,
                    GroupName = CognitoActor.GroupOf(role),
                }
            );
            member.AddDependency(user);
            member.AddDependency(groups[role]);
        }
    }
}
