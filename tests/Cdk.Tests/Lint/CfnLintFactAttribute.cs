namespace KillSwitch.Cdk.Tests.Lint;

/// <summary>A test that needs cfn-lint; skipped, with the reason, where it is not.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CfnLintFactAttribute : FactAttribute
{
    public CfnLintFactAttribute() => Skip = CfnLint.WhyNot;
}
