namespace KillSwitch.Spark.Tests;

/// <summary>As <see cref="SparkFactAttribute"/>, for several cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SparkTheoryAttribute : TheoryAttribute
{
    public SparkTheoryAttribute() => Skip = new SparkFactAttribute().Skip;
}
