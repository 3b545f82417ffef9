namespace KillSwitch.StatesLanguage.Definitions;

/// <summary>When an integration is done.</summary>
public enum TaskPattern
{
    /// <summary>With the response.</summary>
    RequestResponse,

    /// <summary>When somebody completes its task token.</summary>
    WaitForTaskToken,

    /// <summary>When the started job ends.</summary>
    Sync,

    /// <summary>As <see cref="Sync"/>, with the job's output as JSON.</summary>
    Sync2,
}
