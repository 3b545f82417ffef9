namespace KillSwitch.Tests;

/// <summary>A test that runs the AWS CLI; skipped, with the reason, where it is absent.</summary>
internal sealed class AwsCliFactAttribute : FactAttribute
{
    public AwsCliFactAttribute() => Skip = Programs.Find("aws") is null ? "the AWS CLI (aws) is not on the PATH" : null;
}
