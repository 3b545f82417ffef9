using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.SNS;
using Amazon.CDK.AWS.SNS.Subscriptions;
using Constructs;
using KillSwitch.Aws.Notifications;
using KillSwitch.Cdk.Settings;
using KillSwitch.Cdk.Shared;
using KillSwitch.Workflows.Notifications;
using Role = KillSwitch.Workflows.People.Role;

namespace KillSwitch.Cdk.Workflow;

/// <summary>The topic by which people are told, with everybody's address and what each is told.</summary>
internal sealed class Notifications : Construct
{
    public Notifications(Construct scope, Deployment deployment, DataKey key)
        : base(scope, "Notifications")
    {
        Topic = new Topic(this, "Topic", new TopicProps
        {
            TopicName = deployment.Named("killswitch-notifications"),
            DisplayName = "KillSwitch",
            MasterKey = key.Key,
        });
        Topic.AddToResourcePolicy(NothingInTheClear());
        foreach (var person in Mailed(deployment))
            Topic.AddSubscription(new EmailSubscription(person.Email, new EmailSubscriptionProps { FilterPolicy = FilterOf(person) }));
    }

    public Topic Topic { get; }

    /// <summary>Whom it mails: all but those who only look on.</summary>
    public static IEnumerable<Person> Mailed(Deployment deployment) =>
        deployment.People.Where(p => p.Roles.Any(r => r is Role.Operator or Role.Approver));

    /// <summary>CDK's own <c>EnforceSSL</c> does nothing on a topic that has no other statement.</summary>
    private PolicyStatement NothingInTheClear() => new(new PolicyStatementProps
    {
        Effect = Effect.DENY,
        Principals = [new AnyPrincipal()],
        Actions = ["sns:Publish"],
        Resources = [Topic.TopicArn],
        Conditions = new Dictionary<string, object> { ["Bool"] = new Dictionary<string, object> { ["aws:SecureTransport"] = "false" } },
    });

    /// <summary>Approvers are asked as well, though never to approve what they asked for themselves.</summary>
    private static Dictionary<string, SubscriptionFilter> FilterOf(Person person) => person.Roles.Contains(Role.Approver)
        ? new()
        {
            [Invitation.AudienceAttribute] = Allow(Invitation.WordOf(Audience.Everyone), Invitation.WordOf(Audience.Approvers)),
            [Invitation.ExceptAttribute] = SubscriptionFilter.StringFilter(new StringConditions { Denylist = [person.Name] }),
        }
        : new() { [Invitation.AudienceAttribute] = Allow(Invitation.WordOf(Audience.Everyone)) };

    private static SubscriptionFilter Allow(params string[] values) =>
        SubscriptionFilter.StringFilter(new StringConditions { Allowlist = values });
}
