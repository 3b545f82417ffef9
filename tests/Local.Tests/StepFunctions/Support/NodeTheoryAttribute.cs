namespace KillSwitch.Local.Tests.StepFunctions.Support;

/// <summary>As <see cref="NodeFactAttribute"/>, for theories.</summary>
public sealed class NodeTheoryAttribute : TheoryAttribute
{
    public NodeTheoryAttribute() => Skip = Node.WhyNot;
}
