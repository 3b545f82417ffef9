namespace KillSwitch.Cdk.Settings;

/// <summary>
/// What CDK does otherwise than it did when it was new. Here and not in cdk.json, so that tests and <c>dotnet run</c> have it too.
/// </summary>
internal static class CdkFlags
{
    public static Dictionary<string, object> All { get; } = new()
    {
        // Policies have a limit of size: what can be one statement is one.
        ["@aws-cdk/aws-iam:minimizePolicies"] = true,
        // Access logs come by a policy; by access control lists they could not, as these are off.
        ["@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy"] = true,
        // Nothing is downloaded by a function at its start: there are releases that cannot be pinned.
        ["@aws-cdk/customresources:installLatestAwsSdkDefault"] = false,
        // The account's role for API Gateway's logs is made once, where it is wanted.
        ["@aws-cdk/aws-apigateway:disableCloudWatchRole"] = true,
        ["@aws-cdk/core:checkSecretUsage"] = true,
        ["@aws-cdk/core:target-partitions"] = new[] { "aws" },
    };
}
