namespace KillSwitch.Aws.Http;

/// <summary>What a REST API is to answer.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Headers">All of them.</param>
/// <param name="Body">Text; empty to HEAD.</param>
public sealed record GatewayAnswer(int Status, IReadOnlyDictionary<string, string> Headers, string Body);
