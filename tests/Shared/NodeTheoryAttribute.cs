namespace KillSwitch.Tests;

/// <summary>As <see cref="NodeFactAttribute"/>, for theories.</summary>
internal sealed class NodeTheoryAttribute : TheoryAttribute
{
    public NodeTheoryAttribute() => Skip = Node.WhyNot;
}
