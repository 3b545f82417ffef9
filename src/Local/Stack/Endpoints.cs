using KillSwitch.Brokers;
using KillSwitch.Kafka;

namespace KillSwitch.Local.Stack;

/// <summary>What a client needs to reach the stack (<c>DIR/endpoints.json</c>). Null: not served yet.</summary>
/// <param name="Bootstrap">Kafka, <c>host:port</c>, once the state topic agrees with the open incidents.</param>
/// <param name="States">Step Functions, for <c>aws stepfunctions --endpoint-url</c>.</param>
/// <param name="Dynamodb">DynamoDB, for <c>aws dynamodb --endpoint-url</c>.</param>
/// <param name="Api">The operator API and the approval pages.</param>
/// <param name="Steps">The Lambda Invoke API of the workflow's steps.</param>
/// <param name="StateMachineArn">The incident's state machine.</param>
/// <param name="Broker">Kafka as soon as it answers: for the parts that bring the state topic in order.</param>
/// <param name="Embedded">Whether that is the embedded broker.</param>
/// <param name="Replays">Whether the detector measures orders that are played again by their own times (<c>--replay</c>).</param>
/// <param name="Region">What to give a client that insists on one.</param>
public sealed record Endpoints(
    string? Bootstrap = null,
    string? States = null,
    string? Dynamodb = null,
    string? Api = null,
    string? Steps = null,
    string? StateMachineArn = null,
    string? Broker = null,
    bool? Embedded = null,
    bool? Replays = null,
    string Region = "us-east-1")
{
    /// <summary>Without what these parts serve.</summary>
    public Endpoints Without(IReadOnlySet<string> parts) => this with
    {
        Bootstrap = parts.Contains(PartNames.Intake) ? null : Bootstrap,
        States = parts.Contains(PartNames.Engine) ? null : States,
        StateMachineArn = parts.Contains(PartNames.Engine) ? null : StateMachineArn,
        Dynamodb = parts.Contains(PartNames.Store) ? null : Dynamodb,
        Api = parts.Contains(PartNames.Api) ? null : Api,
        Steps = parts.Contains(PartNames.Steps) ? null : Steps,
        Broker = parts.Contains(PartNames.Broker) ? null : Broker,
        Embedded = parts.Contains(PartNames.Broker) ? null : Embedded,
        Replays = parts.Contains(PartNames.Detector) ? null : Replays,
    };

    /// <summary>Settings of a client of this stack's Kafka.</summary>
    public KafkaSettings KafkaAt(string bootstrap)
    {
        var settings = new KafkaSettings(bootstrap);
        return Embedded == true ? settings with { FetchWait = EmbeddedBroker.FetchWait } : settings;
    }

    /// <summary>An address as clients join paths to it: without a slash at its end.</summary>
    public static string Base(Uri address) => address.AbsoluteUri.TrimEnd('/');
}
