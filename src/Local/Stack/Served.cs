namespace KillSwitch.Local.Stack;

/// <summary>Something that a part of the stack serves to others.</summary>
/// <param name="Part">Which part, by its name in <see cref="PartNames"/>.</param>
/// <param name="Address">Where, once it does.</param>
public sealed record Served(string Part, Func<Endpoints, string?> Address)
{
    public static Served DynamoDb { get; } = new(PartNames.Store, e => e.Dynamodb);
    public static Served Broker { get; } = new(PartNames.Broker, e => e.Broker);
    public static Served Steps { get; } = new(PartNames.Steps, e => e.Steps);
    public static Served States { get; } = new(PartNames.Engine, e => e.States);
    public static Served StateMachine { get; } = new(PartNames.Engine, e => e.StateMachineArn);

    /// <summary>Kafka with a state topic that agrees with the open incidents, which the intake brings about.</summary>
    public static Served OrderedBroker { get; } = new(PartNames.Intake, e => e.Bootstrap);
}
