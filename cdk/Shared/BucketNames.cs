using Amazon.CDK;
using Constructs;
using KillSwitch.Cdk.Settings;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Cdk.Shared;

/// <summary>Names of buckets, which all accounts of the world share.</summary>
internal static class BucketNames
{
    /// <summary>As S3 allows.</summary>
    public const int MostCharacters = 63;

    private const int AccountCharacters = 12;

    /// <summary><c>killswitch-audit-alice-111122223333-eu-central-1</c></summary>
    /// <exception cref="InvalidSettingsException">It is too long for S3, which else says so in the midst of a deployment.</exception>
    public static string Of(Construct scope, Deployment deployment, string name)
    {
        var before = deployment.Named($"killswitch-{name}");
        var characters = before.Length + AccountCharacters + deployment.Region.Length + "--".Length;
        return characters <= MostCharacters
            ? $"{before}-{Stack.Of(scope).Account}-{deployment.Region}"
            : throw new InvalidSettingsException(
                [
                    $"student is '{deployment.Student}', region '{deployment.Region}': the bucket '{name}' would have a name of {characters} characters, and S3 takes {MostCharacters}. Choose a name that is {characters - MostCharacters} shorter.",
                ]
            );
    }
}
