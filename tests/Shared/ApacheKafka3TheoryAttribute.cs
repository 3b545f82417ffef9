namespace KillSwitch.Tests;

/// <summary>As <see cref="ApacheKafka3FactAttribute"/>, for several cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ApacheKafka3TheoryAttribute : TheoryAttribute
{
    public ApacheKafka3TheoryAttribute() => Skip = new ApacheKafka3FactAttribute().Skip;
}
