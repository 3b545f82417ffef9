using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.SNS;
using Amazon.CDK.AWS.SNS.Subscriptions;
using Constructs;
using KillSwitch.Cdk.Settings;
using KillSwitch.Cdk.Shared;

namespace KillSwitch.Cdk.Observability;

/// <summary>Where alarms go: to the mail addresses of the settings, each of which has to confirm once.</summary>
internal sealed class AlarmTopic : Construct
{
    public AlarmTopic(Construct scope, Deployment deployment, DataKey key)
        : base(scope, "AlarmTopic")
    {
        Topic = new Topic(this, "Topic", new TopicProps
        {
            TopicName = deployment.Named("killswitch-alarms"),
            DisplayName = "KillSwitch alarms",
            MasterKey = key.Key,
            EnforceSSL = true,
        });
        // A topic that has a policy, as this one has for TLS, has lost the one by which an account's own services may publish.
        Topic.AddToResourcePolicy(
            new PolicyStatement(
                new PolicyStatementProps
                {
                    Sid = "AlarmsOfThisAccount",
                    Principals = [new ServicePrincipal("cloudwatch.amazonaws.com")],
                    Actions = ["sns:Publish"],
                    Resources = [Topic.TopicArn],
                    Conditions = new Dictionary<string, object>
                    {
                        ["StringEquals"] = new Dictionary<string, object> { ["aws:SourceAccount"] = Stack.Of(this).Account },
                    },
                }
            )
        );
        foreach (var address in deployment.AlarmAddresses)
            Topic.AddSubscription(new EmailSubscription(address));
    }

    public Topic Topic { get; }
}
