using System.CommandLine;
using KillSwitch.Brokers;
using KillSwitch.Local.Stack;

namespace KillSwitch.Local.Cli;

/// <summary>The ports of <c>./run local</c>. They stay the same from start to start, so that links in old mails still work.</summary>
internal sealed class PortCliOptions
{
    private readonly Option<int> _api = Port("--api-port", "operator API and approval pages", StackPorts.Default.Api);
    private readonly Option<int> _states = Port("--states-port", "Step Functions endpoint", StackPorts.Default.States);
    private readonly Option<int> _steps = Port("--steps-port", "Lambda Invoke endpoint of the workflow's steps", StackPorts.Default.Steps);
    private readonly Option<int> _dynamoDb = Port("--dynamodb-port", "DynamoDB endpoint", StackPorts.Default.DynamoDb);
    private readonly Option<int> _broker = Port(EmbeddedBroker.PortSetting, "Kafka broker that is started here", StackPorts.Default.Broker);

    public void AddTo(Command command)
    {
        foreach (var option in new[] { _broker, _api, _states, _steps, _dynamoDb })
            command.Options.Add(option);
    }

    public StackPorts Read(ParseResult parsed) =>
        new(
            parsed.GetValue(_api),
            parsed.GetValue(_states),
            parsed.GetValue(_steps),
            parsed.GetValue(_dynamoDb),
            parsed.GetValue(_broker)
        );

    private static Option<int> Port(string name, string what, int number) =>
        WholeNumber.Option(name, $"Port of the {what}, on 127.0.0.1; 0 takes a free one.", "PORT", number, min: 0, max: 65535);
}
