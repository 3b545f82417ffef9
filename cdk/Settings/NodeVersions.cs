namespace KillSwitch.Cdk.Settings;

/// <summary>
/// CDK's libraries run in Node, and on all but the newest versions that serve they print a banner that asks for another and buries what
/// matters. Which versions serve is said by ./run. Versions known not to work are still spoken of.
/// </summary>
internal static class NodeVersions
{
    private static readonly IReadOnlyDictionary<string, string> s_accepted = new Dictionary<string, string>
    {
        // This one names versions; of the others any value does.
        ["JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION"] = "20,21,22,23,24",
        ["JSII_SILENCE_WARNING_DEPRECATED_NODE_VERSION"] = "1",
        ["JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION"] = "1",
    };

    /// <summary>Before the first construct: Node is started for that, and inherits what is set then.</summary>
    public static void Accept()
    {
        foreach (var (banner, accepted) in s_accepted)
            Environment.SetEnvironmentVariable(banner, accepted);
    }
}
