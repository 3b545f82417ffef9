namespace KillSwitch.StatesLanguage.Events;

/// <summary>What an execution is called.</summary>
public sealed record ExecutionIdentity(string Arn, string Name, string StateMachineArn, string StateMachineName, string RoleArn);
