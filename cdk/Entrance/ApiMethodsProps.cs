using Amazon.CDK.AWS.Lambda;

namespace KillSwitch.Cdk.Entrance;

internal sealed record ApiMethodsProps
{
    public required RestApi Api { get; init; }

    /// <summary>Whose id tokens are taken.</summary>
    public required string UserPoolArn { get; init; }

    /// <summary>Answers whoever has signed in.</summary>
    public required IFunction Operators { get; init; }

    /// <summary>Answers anybody, and can change nothing.</summary>
    public required IFunction Page { get; init; }
}
