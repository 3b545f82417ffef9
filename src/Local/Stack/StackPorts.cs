namespace KillSwitch.Local.Stack;

/// <summary>Where the stack listens on 127.0.0.1; 0 takes a free port.</summary>
public sealed record StackPorts(int Api, int States, int Steps, int DynamoDb, int Broker)
{
    /// <summary>
    /// 9092 is where clients look for Kafka; 8083 and 8000 are what AWS's own local Step Functions and DynamoDB listen on; the other two
    /// stand beside them.
    /// </summary>
    public static StackPorts Default { get; } = new(Api: 8080, States: 8083, Steps: 8084, DynamoDb: 8000, Broker: 9092);

    public static StackPorts AnyFree { get; } = new(0, 0, 0, 0, 0);
}
