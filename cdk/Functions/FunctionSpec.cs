namespace KillSwitch.Cdk.Functions;

/// <summary>A function of the package, as src/Functions/README.md lists it.</summary>
/// <param name="Name">Its name without the student's suffix.</param>
/// <param name="Class">Its class behind <c>KillSwitch.Functions.</c></param>
/// <param name="Method">The method that Lambda Annotations makes a handler for.</param>
/// <param name="Timeout">How long one call may take.</param>
/// <param name="MemoryMb">Memory, and with it the share of a processor.</param>
/// <param name="InNetwork">Whether it talks to Kafka, and so runs in the cluster's subnets.</param>
internal sealed record FunctionSpec(string Name, string Class, string Method, TimeSpan Timeout, int MemoryMb, bool InNetwork)
{
    public string Handler => $"KillSwitch.Functions::KillSwitch.Functions.{Class}_{Method}_Generated::{Method}";
}
