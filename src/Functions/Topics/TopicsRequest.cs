namespace KillSwitch.Functions.Topics;

/// <summary>What the CDK's provider framework hands over: CloudFormation's request, as far as it is needed.</summary>
/// <param name="RequestType">Create, Update or Delete.</param>
/// <param name="PhysicalResourceId">The resource's identity; null when it is created.</param>
/// <param name="ResourceProperties">As the template has them: <c>Partitions</c>.</param>
public sealed record TopicsRequest(string RequestType, string? PhysicalResourceId, TopicsProperties? ResourceProperties);

/// <param name="Partitions">Partitions of the topics; text, as CloudFormation knows no numbers.</param>
public sealed record TopicsProperties(string? Partitions);

/// <param name="PhysicalResourceId">The resource's identity.</param>
public sealed record TopicsAnswer(string PhysicalResourceId);

/// <param name="IsComplete">Whether the framework may stop asking.</param>
public sealed record TopicsCompletion(bool IsComplete);
