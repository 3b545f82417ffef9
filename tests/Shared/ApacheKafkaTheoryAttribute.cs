namespace KillSwitch.Tests;

/// <summary>As <see cref="ApacheKafkaFactAttribute"/>, for several cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ApacheKafkaTheoryAttribute : TheoryAttribute
{
    public ApacheKafkaTheoryAttribute() => Skip = new ApacheKafkaFactAttribute().Skip;
}
