namespace KillSwitch.Workflows.Incidents;

/// <summary>The operator API's proof that a command comes from the person it names. Safe for concurrent use.</summary>
public sealed class CommandAttestation
{
    /// <param name="key">32 bytes or more, known to the operator API and the intake alone.</param>
    public CommandAttestation(byte[] key) => throw new NotImplementedException();
}
